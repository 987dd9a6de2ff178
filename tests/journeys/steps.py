"""Stretches of a case that several journeys travel."""

from datetime import UTC, datetime
from uuid import uuid4

from actions.figures import rollups
from models import Staff, WorkOrder
from tests.support.house import Caller, House, rating
from tests.support.town import CHEN, HASH

DECEMBER = datetime(2026, 12, 2, 1, 0, tzinfo=UTC)
NOVEMBER = {"period": "2026-11"}


async def colleague(house: House, like: str, name: str = "二号人员") -> Caller:
    """Somebody else of the same bureau."""
    first = house.town.staff[like]
    login = f"{like}-second" if name == "二号人员" else f"{like}-{name}"
    house.town.staff[login] = await Staff.create(
        id=uuid4(),
        login=login,
        password_hash=HASH,
        name=name,
        role=first.role,
        bureau_id=first.bureau_id,
    )
    return await house.staff(login)


async def november(house: House, *grades: str) -> None:
    phone = await house.citizen(CHEN)
    for grade in grades:
        service = await house.end_service(CHEN)
        assert (await phone.post("/api/ratings", **rating(service, grade))).status == 201
    house.clock.now = DECEMBER
    await rollups.refresh(now=DECEMBER)


async def poor_rating(house: House, phone: Caller, **form: object) -> str:
    service = await house.end_service(CHEN)
    answer = await phone.post("/api/ratings", **rating(service, "dissatisfied", **form))
    assert answer.status == 201, answer
    return str(answer.body["case"]["id"])


async def until_fed_back(house: House, order: str) -> int:
    """Dispatch to feedback; the version of the order then."""
    bureau, handler = await house.staff("xiangqiao"), await house.staff("handler")
    path, version = f"/api/work-orders/{order}", (await WorkOrder.get(id=order)).version
    institution = str(house.town.institution.id)
    if (await WorkOrder.get(id=order).select_related("bureau")).bureau.level == "city":
        bureau = await house.staff("city")
    await bureau.post(f"{path}/dispatch", institution_id=institution, version=version)
    answer = await handler.post(f"{path}/accept", version=version + 1)
    for step, action in enumerate(("respond", "rectify", "feed-back"), 2):
        answer = await handler.post(f"{path}/{action}", text="已办理。", version=version + step)
        assert answer.status == 200, answer
    return int(answer.body["version"])
