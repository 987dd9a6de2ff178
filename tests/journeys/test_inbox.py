"""A citizen's messages: the newest first, and the older ones as far as they go (11-7)."""

import pytest

from actions import outbox
from queries.notices.inbox import ON_THE_PHONE
from tests.journeys.steps import poor_rating
from tests.support.house import House
from tests.support.town import CHEN, LIN


@pytest.mark.req("11-7")
async def test_older_messages_are_never_out_of_reach(house: House) -> None:
    phone = await house.citizen(CHEN)
    order = await poor_rating(house, phone)
    for _ in range(ON_THE_PHONE + 2):
        await outbox.post(topic="dispatched", now=house.clock.now, order_id=order)
    await house.deliver()
    first = (await phone.get("/api/my/inbox")).body
    assert (len(first["messages"]), first["older"]) == (ON_THE_PHONE, True)

    last = first["messages"][-1]
    asked = {"behind_at": last["at"], "behind_id": last["id"]}
    rest = (await phone.get("/api/my/inbox", **asked)).body
    assert (len(rest["messages"]), rest["older"]) == (2, False)  # though all are of one moment
    seen = {one["id"] for one in first["messages"]}
    assert seen.isdisjoint(one["id"] for one in rest["messages"])
    other = await house.citizen(LIN)
    assert (await other.get("/api/my/inbox", **asked)).body["messages"] == []
