"""What is heard of later than it was said is seen by everybody who looks through what is new."""

from datetime import timedelta

import pytest

from actions.exchange import push
from actions.rating import watch
from models import Concern, ExchangeItem, Rating
from tests.journeys.test_sms_channel import HERE, choose, invited
from tests.support.house import House
from tests.support.town import CHEN


async def look_through(house: House) -> None:
    """Everything that goes by a watermark has its turn."""
    await watch.look(deps=house.app.deps, now=house.clock.now)
    await push.list_new(now=house.clock.now)


@pytest.mark.req("10-1", "11-11", "3-7")
async def test_what_an_operator_held_back_for_an_hour_misses_nothing(house: House) -> None:
    """A text that waited with the operator is neither lost to the province nor unread."""
    await choose(house, CHEN)
    await invited(house, CHEN)
    said_at = house.clock.now
    house.clock.pass_(minutes=70)
    await look_through(house)
    said = {"number": "MO1", "phone": CHEN.phone, "text": "1 再办不成我就不想活了"}
    told = await house.take_in({**said, "sent_at": said_at.isoformat()}, HERE, "sms-1")
    assert told.status == 201, told
    rating = await Rating.get(opinion=1)
    assert rating.rated_at - said_at < timedelta(seconds=1)
    house.clock.pass_(minutes=1)
    await look_through(house)
    assert [one.desk for one in await Concern.all()] == ["care"]
    told = await ExchangeItem.filter(rating_id=rating.id).values_list("kind", flat=True)
    assert list(told) == ["rating"]
    await look_through(house)
    assert await Concern.all().count() == 1
