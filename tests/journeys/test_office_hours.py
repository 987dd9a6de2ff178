"""Citizens rate at any hour; the offices' phones ring in theirs (Art. 11; 11-7, 11-13)."""

from datetime import datetime

import pytest

from actions.notices.notice_readers import CALLS_FOR
from actions.notices.notice_texts import CITIZEN_TOPICS, PUSHED
from models import Delivery, InboxMessage, OutboxMessage
from tests.journeys.steps import poor_rating
from tests.rules.sets import chaozhou
from tests.support.house import House
from tests.support.town import CHEN


async def texts(house: House, at: datetime) -> int:
    """How many SMS have been sent once the job loop was awake at this moment."""
    house.clock.now = at
    await house.deliver()
    return len([one for one in house.sandbox.sent() if one["channel"] == "sms"])


async def told(house: House) -> int:
    return await InboxMessage.filter(staff_id=house.town.staff["xiangqiao"].id).count()


@pytest.mark.req("11-7", "11-13")
async def test_a_rating_of_the_night_rings_in_the_morning_once(house: House) -> None:
    house.clock.now = chaozhou(2026, 11, 28, 10)  # Saturday; the code on the wall is open, too
    await poor_rating(house, await house.citizen(CHEN))
    assert await texts(house, house.clock.now) == 0
    assert await told(house) == 1  # who looks finds it
    for at in (chaozhou(2026, 11, 29, 9), chaozhou(2026, 11, 30), chaozhou(2026, 11, 30, 8, 29)):
        assert await texts(house, at) == 0
    [waiting] = await OutboxMessage.filter(topic="work_order_opened")
    assert (waiting.state, waiting.attempts) == ("queued", 0)  # waiting is no failure
    assert waiting.run_at == chaozhou(2026, 11, 30, 8, 30)
    assert await texts(house, chaozhou(2026, 11, 30, 8, 30)) == 1
    assert await texts(house, chaozhou(2026, 11, 30, 12)) == 1
    assert await told(house) == 1


@pytest.mark.req("11-7", "11-13")
async def test_what_was_done_meanwhile_rings_nobody(house: House) -> None:
    house.clock.now = chaozhou(2026, 11, 28, 10)
    order = await poor_rating(house, await house.citizen(CHEN))
    await house.deliver()
    bureau = await house.staff("xiangqiao")
    answer = await bureau.post(
        f"/api/work-orders/{order}/dispatch",
        institution_id=str(house.town.institution.id),
        version=1,
    )
    assert answer.status == 200, answer
    await texts(house, chaozhou(2026, 11, 30, 9))
    rung = await Delivery.filter(channel="sms").values_list("message__topic", flat=True)
    assert rung == ["work_order_dispatched"]  # to the institution; nothing waits for the bureau
    assert await OutboxMessage.filter(topic="work_order_opened", state="sent").count() == 1


@pytest.mark.req("11-7")
async def test_the_citizen_is_told_at_once(house: House) -> None:
    house.clock.now = chaozhou(2026, 11, 28, 10)
    order = await poor_rating(house, await house.citizen(CHEN))
    bureau, handler = await house.staff("xiangqiao"), await house.staff("handler")
    path = f"/api/work-orders/{order}"
    institution = str(house.town.institution.id)
    await bureau.post(f"{path}/dispatch", institution_id=institution, version=1)
    await handler.post(f"{path}/accept", version=2)
    await house.deliver()
    sent = [one["to"] for one in house.sandbox.sent() if one["channel"] == "sms"]
    assert sent == [CHEN.phone]


def test_every_message_that_rings_at_an_office_calls_for_something() -> None:
    asked = {"supervised", "extension_asked"}  # open until answered, whatever the status
    assert set(CALLS_FOR) | asked == PUSHED - CITIZEN_TOPICS
