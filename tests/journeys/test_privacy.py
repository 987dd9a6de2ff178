"""What a citizen agrees to, who learns what, and the way out (Art. 9)."""

import asyncio

import pytest

from actions import provisions
from models import CitizenSession, Provision, Rating
from rules.notice import NOTICE
from rules.provisions import NoConsent, Part, Purpose, Recipient
from tests.support.house import House, rating
from tests.support.town import CHEN, LIN

TO_THE_PROVINCE = {"recipient": Recipient.PROVINCE, "purpose": Purpose.RATING_EXCHANGE}


@pytest.mark.req("9-3", "9-6", "9-7")
async def test_nothing_leaves_the_house_without_a_consent(house: House) -> None:
    phone, other = await house.citizen(CHEN), await house.citizen(LIN)
    service = await house.end_service(CHEN)
    assert (await phone.post("/api/ratings", **rating(service, "satisfied"))).status == 201
    rated = await Rating.get(service_record_id=service)
    assert rated.evaluator_id is not None
    person, parts = rated.evaluator_id, [Part.NAME, Part.PHONE]

    async def provide() -> None:
        now = house.clock.now
        row = {"evaluator_id": person, "rating_id": rated.id, "parts": parts}
        await provisions.record(**row, **TO_THE_PROVINCE, now=now)  # type: ignore[arg-type]

    # Signing in is a consent to this house's notice, and to nobody outside.
    said = (await phone.get("/api/my/consents")).body
    assert [one["standing"] for one in said["consents"]] == [True, False]
    with pytest.raises(NoConsent):
        await provide()
    assert await Provision.all().count() == 0
    assert await provisions.consented([person], **TO_THE_PROVINCE) == set()

    # Agreed to, by this person alone and for this purpose alone; twice is once.
    wrong = await phone.post("/api/my/consents", recipient="bank", purpose="rating_exchange")
    assert wrong.code == "no_consent"
    for _ in range(2):
        assert (await phone.post("/api/my/consents", **TO_THE_PROVINCE)).status == 200
    assert await provisions.consented([person], **TO_THE_PROVINCE) == {person}
    await provide()
    [told] = (await phone.get("/api/my/consents")).body["provisions"]
    assert (told["recipient"], told["parts"]) == ("province", ["name", "phone"])
    assert "第九条" in told["basis"]
    assert (await other.get("/api/my/consents")).body["provisions"] == []

    # Withdrawn by another person it is nothing, by the own one at the very moment it is decided.
    assert (await other.post("/api/my/consents/withdraw", **TO_THE_PROVINCE)).code == "not_found"
    both = [phone.post("/api/my/consents/withdraw", **TO_THE_PROVINCE) for _ in range(2)]
    assert sorted(one.status for one in await asyncio.gather(*both)) == [200, 404]
    with pytest.raises(NoConsent):
        await provide()
    assert await Provision.filter(evaluator_id=person).count() == 1

    # Without the notice itself nobody is signed in, and WeChat's code alone signs in a stranger.
    house.clock.pass_(minutes=1)
    assert (await phone.post("/api/my/consents/withdraw", purpose=NOTICE)).status == 200
    house.clock.pass_(minutes=1)
    assert (await phone.get("/api/my/ratings")).code == "sign_in_needed"
    assert not await CitizenSession.filter(evaluator_id=person, revoked_at=None).exists()
    stranger = await house.wechat(CHEN)
    assert (await stranger.get("/api/my/ratings")).code == "real_name_needed"
    again = await house.citizen(CHEN)
    assert len((await again.get("/api/my/ratings")).body["ratings"]) == 1
