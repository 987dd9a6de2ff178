"""A feedback that says what the last one said is flagged to the bureau and reaches its citizen."""

import pytest

from models import InboxMessage, WorkOrder
from tests.journeys.steps import poor_rating
from tests.support.house import Caller, House
from tests.support.town import CHEN

FORM = "尊敬的群众：您于3月5日反映的问题已收悉，我局高度重视，已责成相关科室整改。"
AGAIN = FORM.replace("3月5日", "11月23日")


async def fed_back(house: House, phone: Caller, text: str) -> str:
    order = await poor_rating(house, phone)
    bureau, handler = await house.staff("xiangqiao"), await house.staff("handler")
    path = f"/api/work-orders/{order}"
    institution = str(house.town.institution.id)
    await bureau.post(f"{path}/dispatch", institution_id=institution, version=1)
    await handler.post(f"{path}/accept", version=2)
    for version, action in enumerate(("respond", "rectify", "feed-back"), 3):
        answer = await handler.post(f"{path}/{action}", text=text, version=version)
        assert answer.status == 200, answer
    return order


@pytest.mark.req("11-3")
async def test_a_repeated_feedback_is_flagged_to_the_bureau(house: House) -> None:
    phone = await house.citizen(CHEN)
    first = await fed_back(house, phone, FORM)
    second = await fed_back(house, phone, AGAIN)
    bureau, handler = await house.staff("xiangqiao"), await house.staff("handler")
    assert (await bureau.get(f"/api/work-orders/{first}")).body["repeats"] == []
    [repeat] = (await bureau.get(f"/api/work-orders/{second}")).body["repeats"]
    assert (repeat["order_id"], repeat["percent"], repeat["text"]) == (first, 100, FORM)
    assert repeat["order_number"] == (await WorkOrder.get(id=first)).number
    assert (await handler.get(f"/api/work-orders/{second}")).body["repeats"] == []
    listed = (await bureau.get("/api/work-orders", repeated=True)).body
    assert [row["id"] for row in listed["rows"]] == [second]
    await house.deliver()
    [told] = await InboxMessage.filter(topic="feedback_repeated")
    assert str(told.order_id) == second
    # Nothing is held back: the citizen has the reply and answers it.
    case = (await phone.get(f"/api/my/cases/{second}")).body
    assert case["entries"][-1]["text"] == AGAIN
    assert case["status"] == "fed_back"
