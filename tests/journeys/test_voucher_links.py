"""Articles 7 and 9: a link on a slip or in a portal opens one service, for whose it is, once."""

import pytest

from models import Rating, Voucher
from tests.support.house import House, rating
from tests.support.town import CHEN, LIN, Person


def told(house: House, applicant: Person, number: str, **more: object) -> dict[str, object]:
    return {
        "project_number": number,
        "service_number": 1,
        "item_code": house.town.item.code,
        "ended_at": house.clock.now.isoformat(),
        "applicant": applicant.party,
        **more,
    }


@pytest.mark.req("7-1", "7-3", "7-12", "9-1", "3-3")
async def test_a_link_opens_its_service_for_whose_it_is(house: House) -> None:
    window = {
        "hall_code": "xq-hall",
        "window_number": house.town.window.number,
        "officer_login": "officer",
        "slip": True,
    }
    slip = (await house.take_in(told(house, CHEN, "P1", **window))).body
    online = "/api/intake/online-services"
    portal = told(house, CHEN, "Y1", platform="yueshengshi", agent=LIN.party)
    shown = (await house.take_in(portal, online)).body
    assert shown == (await house.take_in(portal, online)).body  # told again, the same link
    assert (shown["slip_code"], shown["link"], shown["officer_name"]) == ("", "", "")
    printed, link = (
        one["voucher_link"].removeprefix(f"{house.app.url}/m/?v=") for one in (slip, shown)
    )
    assert {len(printed), len(link)} == {20}
    for voucher in await Voucher.all():
        assert voucher.link_hash not in (printed, link)
    await Voucher.all().update(link_hash=None)  # as before there were links
    again = await house.take_in(told(house, CHEN, "P1", **window))
    assert again.body["voucher_link"].endswith(printed)
    await house.take_in(portal, online)

    opened = "/api/vouchers/opened"
    visitor = await house.wechat(CHEN)
    for early in (house.nobody, visitor):  # nothing is told before a real name is verified
        answer = (await early.post(opened, link=link)).body
        assert (answer["service"], answer["until"]) == (None, shown["slip_until"])
    chen = await house.citizen(CHEN)
    assert (await chen.post(opened, link="A" * 20)).code == "voucher_unknown"
    assert (await chen.post(opened, link=printed[:-1])).status == 400

    mine = (await chen.post(opened, link=printed)).body["service"]
    assert (mine["id"], mine["standing"], mine["rated_as"]) == (
        slip["service_id"],
        "applicant",
        None,
    )
    lin = await house.citizen(LIN)
    refused = await lin.post(opened, link=printed)
    assert (refused.status, refused.code, refused.body["details"]) == (
        403,
        "voucher_of_another",
        {},
    )
    other = await lin.post("/api/ratings", **rating(slip["service_id"], "satisfied"))
    assert other.code == "service_unknown"
    agents = (await lin.post(opened, link=link)).body["service"]
    assert (agents["standing"], agents["window"]) == ("agent", None)

    for service, caller in ((mine, chen), (agents, lin)):
        done = await caller.post("/api/ratings", **rating(service["id"], "satisfied"))
        assert done.status == 201
    channels = {str(one.service_record_id): one.channel for one in await Rating.all()}
    assert channels == {slip["service_id"]: "window_code", shown["service_id"]: "yueshengshi"}
    used = (await chen.post(opened, link=printed)).body["service"]
    assert (used["rated_as"], used["may_rate_again"]) == ("satisfied", False)
    assert (await lin.post(opened, link=printed)).code == "voucher_of_another"  # not even that

    house.clock.pass_(days=8)
    over = await house.nobody.post(opened, link=printed)
    assert (over.status, over.code) == (410, "voucher_over")
    late = told(house, CHEN, "Y1", platform="yueshengshi", agent=LIN.party)
    assert (await house.take_in(late, online)).body["voucher_link"] == ""
