"""What a citizen agrees to, who learns what, and the way out (Art. 9)."""

import asyncio
from typing import Any

import pytest
from tortoise import connections

from actions.people import deletions, provisions
from models import (
    CitizenSession,
    Deletion,
    Evaluator,
    Provision,
    Rating,
    ServiceRecord,
    WechatAccount,
    WorkOrder,
)
from rules.notice import NOTICE
from rules.provisions import NoConsent, Part, Purpose, Recipient
from tests.journeys.steps import poor_rating, until_fed_back
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
    assert [one["standing"] for one in said["consents"]] == [True, False, False]
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


async def everything(house: House) -> str:
    """Every value of every table, as one text: whatever still names somebody is in it."""
    client: Any = connections.get("default")
    if client.capabilities.dialect == "sqlite":
        names = "SELECT name FROM sqlite_schema WHERE type = 'table'"
    else:
        names = "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'"
    tables = [row["name"] for row in await client.execute_query_dict(names)]
    rows = [await client.execute_query_dict(f'SELECT * FROM "{name}"') for name in tables]
    values = [value for table in rows for row in table for value in row.values()]
    return "\n".join(
        bytes(value).hex() if isinstance(value, bytes | memoryview) else str(value)
        for value in values
    )


@pytest.mark.req("9-6", "9-5", "11-8")
async def test_a_citizen_goes_and_the_ratings_stay(house: House) -> None:
    phone, other = await house.citizen(CHEN), await house.citizen(LIN)
    words = f"请打{CHEN.phone}找我"
    service = await house.end_service(CHEN, agent=LIN)
    form = rating(service, "satisfied", text=words)
    assert (await phone.post("/api/ratings", **form)).status == 201
    order = await poor_rating(house, phone)
    version = await until_fed_back(house, order)
    await house.deliver()
    assert (await other.post("/api/ratings", **rating(service, "satisfied"))).status == 409

    # What is kept is shown masked, and given along in full to the person alone.
    data = (await phone.get("/api/my/data")).body
    assert (data["name"], data["phone"][3:-2]) == ("陈**", "******")
    assert CHEN.document_number not in str(data)
    assert (data["ratings"], data["open_cases"], data["deletion"]) == (2, 1, None)
    along = (await phone.get("/api/my/data/copy")).body
    assert (along["name"], along["phone"]) == (CHEN.name, CHEN.phone)
    assert CHEN.document_number not in str(along)
    assert len(along["ratings"]) == 2
    assert CHEN.name not in str((await other.get("/api/my/data/copy")).body)

    # Asked for once, in so many words, and undone.
    assert (await phone.post("/api/my/deletion", understood=False)).code == "bad_request"
    asked = [phone.post("/api/my/deletion", understood=True) for _ in range(2)]
    assert sorted(one.status for one in await asyncio.gather(*asked)) == [200, 409]
    assert (await other.post("/api/my/deletion/undo")).code == "not_found"
    assert (await phone.post("/api/my/deletion/undo")).body["deletion"] is None
    house.clock.pass_(days=8)
    assert await deletions.erase_due(keys=house.app.deps.keys, now=house.clock.now) == 0

    person = (await Rating.get(service_record_id=service)).evaluator_id
    before = await Evaluator.get(id=person)
    marks = [
        before.document_index,
        *(
            bytes(one).hex()
            for one in (before.name_sealed, before.document_sealed, before.phone_sealed)
            if one
        ),
        str(before.phone_index),
        bytes((await ServiceRecord.get(id=service)).applicant_sealed or b"").hex(),
        (await WechatAccount.get(evaluator_id=person)).openid_index,
        CHEN.phone,
    ]
    there = await everything(house)
    assert [mark for mark in marks if mark not in there] == []
    assert (await phone.post("/api/my/deletion", understood=True)).status == 200
    assert await deletions.erase_due(keys=house.app.deps.keys, now=house.clock.now) == 0
    house.clock.pass_(days=7)
    both = (deletions.erase_due(keys=house.app.deps.keys, now=house.clock.now) for _ in range(2))
    await asyncio.gather(*both)
    assert await Deletion.filter(done_at__isnull=False).count() == 1

    # Nothing anywhere leads to the person; the ratings stand where they stood.
    left = await everything(house)
    assert [mark for mark in marks if mark in left] == []
    assert await Rating.filter(evaluator_id=person).count() == 2
    house.clock.pass_(minutes=1)
    assert (await phone.get("/api/my/ratings")).code == "sign_in_needed"
    # The case goes on without its citizen: nobody to be seen, called or waited for.
    county = await house.staff("xiangqiao")
    path = f"/api/work-orders/{order}"
    looked = await county.post(f"{path}/identity", purpose="follow_up", reason="需要回访")
    assert looked.code == "identity_wall"
    assert (await county.get("/api/work-orders/follow-ups", waiting=True)).body["total"] == 0
    if (await WorkOrder.get(id=order)).status == "fed_back":
        closed = await county.post(f"{path}/close", reason="评价人已删除信息", version=version)
        assert closed.status in (200, 409), closed
    # Who comes back is somebody new.
    again = await house.citizen(CHEN)
    assert (await again.get("/api/my/ratings")).body["ratings"] == []
    assert await Evaluator.all().count() == 3
