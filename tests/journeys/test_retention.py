"""What has been kept for its period goes, and what is needed stays (Art. 9; docs/retention.md)."""

import io
from datetime import timedelta

import pytest
from PIL import Image

from actions import retention
from actions.people.sign_in_flows import begin
from models import (
    CitizenSession,
    Delivery,
    IdentityLook,
    IdentityView,
    InboxMessage,
    Picture,
    Rating,
    ServiceRecord,
    SignInFlow,
    Tombstone,
    WorkOrder,
)
from tests.journeys.steps import poor_rating
from tests.support.house import Caller, House
from tests.support.town import CHEN, LIN


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (20, 20), "red").save(out, "JPEG")
    return out.getvalue()


async def with_picture(house: House, phone: Caller) -> str:
    kept = await phone.upload("/api/my/pictures", picture())
    assert kept.status == 201, kept
    return await poor_rating(house, phone, pictures=[kept.body["id"]])


async def let_go(house: House) -> int:
    total = 0
    while gone := await retention.let_go(deps=house.app.deps, now=house.clock.now):
        total += gone
    return total


@pytest.mark.req("9-5", "9-6")
async def test_what_is_over_goes_and_an_open_case_waits(house: House) -> None:
    deps = house.app.deps
    phone, other = await house.citizen(CHEN), await house.citizen(LIN)
    closed, still = await with_picture(house, phone), await with_picture(house, phone)
    await begin("redirect", account_id=None, now=house.clock.now)
    county = await house.staff("xiangqiao")
    asked = {"purpose": "follow_up", "reason": "需核实排队情况"}
    assert (await county.post(f"/api/work-orders/{closed}/identity", **asked)).status == 200
    look = await IdentityLook.get(order_id=closed)
    assert (await county.post(f"/api/identity-looks/{look.id}/show")).status == 200
    await house.deliver()
    assert (await InboxMessage.all().count()) > 0
    await WorkOrder.filter(id=closed).update(status="solved", closed_at=house.clock.now)

    # Nothing is over yet but what passes within a day.
    house.clock.now += timedelta(days=2)
    assert await let_go(house) > 0
    assert not await SignInFlow.exists()
    assert await Picture.all().count() == 2
    assert await CitizenSession.all().count() > 0

    # Two years on: messages, pictures and the people of services, but not of the open case.
    house.clock.now += timedelta(days=2 * 366 + 1)
    both = {str(one.id): one for one in await WorkOrder.all().select_related("rating")}
    [gone] = await Picture.filter(rating_id=both[closed].rating_id)
    await deps.gateways.pictures.delete(gone.store_key)  # as if it had been killed in between
    assert await let_go(house) > 0
    assert [one.rating_id for one in await Picture.all()] == [both[still].rating_id]
    trace = await Tombstone.get(id=gone.id)
    assert (trace.what, trace.about_id) == ("picture", both[closed].rating_id)
    for order, kept in ((closed, False), (still, True)):
        record = await ServiceRecord.get(id=both[order].rating.service_record_id)
        assert (record.applicant_sealed is not None) is kept
        assert (record.applicant_index is not None) is kept
    assert not await InboxMessage.exists()
    assert not await Delivery.exists()
    # The rating stays, and that a verified session gave it.
    rating = await Rating.get(id=both[closed].rating_id)
    assert (rating.grade, rating.evaluator_id is not None) == ("dissatisfied", True)
    assert not await CitizenSession.exists()
    assert (await Tombstone.get(id=rating.session_id)).what == "citizen_session"
    assert await IdentityView.exists()  # for the citizen to read, a year longer

    house.clock.now += timedelta(days=366)
    assert await let_go(house) > 0
    assert not await IdentityView.exists()
    assert await let_go(house) == 0

    # The citizen is told so.
    phone = await house.citizen(CHEN)
    kept = {one["what"]: one["years"] for one in (await phone.get("/api/my/data")).body["kept"]}
    assert (kept["services"], kept["pictures"], kept["records"], kept["log"]) == (2, 2, 3, 1)
    assert other.token
