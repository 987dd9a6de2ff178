"""A child under 14: the rating waits, a guardian agrees, and can take it back (9-1)."""

from datetime import timedelta

import pytest

from actions.people import deletions
from models import Consent, Evaluator, ServiceRecord
from rules.work_calendar import local_day
from tests.support.house import Caller, House, rating
from tests.support.kiosk import kiosk_of, token_of
from tests.support.town import CHEN, LIN, WU

CODE, LOOK, AGREE = "/api/my/guardian-code", "/api/my/wards/look", "/api/my/wards"


async def soon(house: House, caller: Caller, path: str) -> dict[str, object]:
    """What is told once the memory of sessions is over."""
    house.clock.pass_(seconds=6)
    return dict((await caller.get(path)).body)


@pytest.mark.req("9-1")
async def test_a_child_rates_once_a_guardian_has_agreed(house: House) -> None:
    child, guardian, other = [await house.citizen(one) for one in (WU, CHEN, LIN)]
    service, next_one = await house.end_service(WU), await house.end_service(WU)
    form = rating(service, "dissatisfied")
    refused = await child.post("/api/ratings", **form)
    assert (refused.status, refused.code) == (403, "guardian_needed")
    walk_in = {"key": "k" * 24, "code": house.town.code.token, "grade": "satisfied"}
    assert (await child.post("/api/walk-ins", **walk_in)).code == "guardian_needed"
    assert not await ServiceRecord.filter(source="walk_in").exists()
    # The service itself, and what is the child's own, are there all the same.
    assert (await child.get("/api/my/data")).status == 200
    told = (await child.get("/api/my/guardianship")).body
    assert (told["child"], told["agreed"], told["wards"]) == (True, False, [])

    choice = {"recipient": "province", "purpose": "rating_exchange"}
    assert (await child.post("/api/my/consents", **choice)).code == "guardian_needed"

    # A code, shown to a guardian who signs in with the own real name.
    assert (await guardian.post(CODE)).code == "not_allowed_now"
    first = (await child.post(CODE)).body["code"]
    code = (await child.post(CODE)).body["code"]
    assert (await guardian.post(LOOK, code=first)).code == "guardian_code_over"
    assert (await child.post(LOOK, code=code)).code == "not_a_guardian"
    assert (await guardian.post(LOOK, code=code)).body["name"] == "吴**"
    assert (await guardian.post(AGREE, code=code, is_guardian=False)).code == "bad_request"
    agreed = await guardian.post(AGREE, code=code, is_guardian=True)
    assert agreed.status == 200, agreed
    assert (await other.post(AGREE, code=code, is_guardian=True)).code == "guardian_code_over"
    consent = await Consent.get(purpose="guardian")
    assert (str(consent.id), consent.version) == (
        agreed.body["wards"][0]["id"],
        agreed.body["version"],
    )

    # The rating that waited on the phone goes out under its own key.
    assert (await soon(house, child, "/api/my/guardianship"))["agreed"]
    assert (await child.post("/api/ratings", **form)).status == 201
    consents = (await child.get("/api/my/consents")).body["consents"]
    assert ("guardian", True) in [(one["purpose"], one["standing"]) for one in consents]

    assert (await child.post("/api/my/consents", **choice)).status == 200

    # Taken back by the guardian alone; what was rated stays, what the child agreed to ends.
    back = f"/api/my/wards/{consent.id}/withdraw"
    assert (await other.post(back)).code == "not_found"
    assert (await guardian.post(back)).body["wards"] == []
    standing = await Consent.filter(purpose="rating_exchange", withdrawn_at=None).count()
    assert standing == 0
    house.clock.pass_(seconds=6)
    refused = await child.post("/api/ratings", **rating(next_one, "satisfied"))
    assert refused.code == "guardian_needed"
    assert len((await child.get("/api/my/ratings")).body["ratings"]) == 1
    # An agent who came for the child needs nobody's consent.
    came = await house.end_service(WU, agent=LIN)
    assert (await other.post("/api/ratings", **rating(came, "satisfied"))).status == 201
    # With the 14th birthday nobody needs to agree any more.
    month = local_day(house.clock.now)
    await Evaluator.filter(child_until__isnull=False).update(child_until=month)
    house.clock.pass_(seconds=6)
    assert (await child.post("/api/ratings", **rating(next_one, "satisfied"))).status == 201


@pytest.mark.req("9-1", "7-4")
async def test_a_child_opens_no_kiosk_by_phone(house: House) -> None:
    child = await house.citizen(WU)
    scan = await (await kiosk_of(house)).scan()
    link = token_of(scan["link"])
    assert (await child.post("/api/kiosk/scans/confirmed", link=link)).code == "guardian_needed"


@pytest.mark.req("9-1", "9-6")
async def test_a_child_nobody_agreed_for_is_forgotten(house: House) -> None:
    child, guardian = await house.citizen(WU), await house.citizen(CHEN)
    service = await house.end_service(WU)
    code = (await child.post(CODE)).body["code"]
    house.clock.pass_(minutes=16)
    assert (await guardian.post(LOOK, code=code)).code == "guardian_code_over"
    house.clock.now += timedelta(days=6, hours=23)
    assert await deletions.erase_children(now=house.clock.now) == 0
    house.clock.now += timedelta(hours=1)
    assert await deletions.erase_children(now=house.clock.now) == 1
    assert await deletions.erase_children(now=house.clock.now) == 0
    assert not await Evaluator.filter(child_until__isnull=False).exists()
    # What the office knows of its own service is not the child's rating.
    assert (await ServiceRecord.get(id=service)).applicant_index is not None
    assert (await child.get("/api/my/data")).code == "sign_in_needed"
    assert (await guardian.get("/api/my/data")).status == 200
