"""Stretches of a case that several journeys travel."""

from models import WorkOrder
from tests.support.house import Caller, House, rating
from tests.support.town import CHEN


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
