"""Staff are told in WeCom where their user id is known, else by text message (Art. 11; 11-7)."""

import pytest

from models import AuditEntry, Delivery, InboxMessage, Staff
from tests.journeys.steps import poor_rating
from tests.support.house import House
from tests.support.town import CHEN
from tests.support.workbooks import preview, take_in

WECOM = "li.handler@xq"


def row(wecom: str | None) -> dict[str, list[tuple[str | None, ...]]]:
    known = ("handler", "职员3", "承办人员", "xq-hrss", *[None] * 5)
    return {"工作人员": [(*known, wecom)]}


@pytest.mark.req("11-7", "9-2")
async def test_work_is_told_in_wecom_and_by_text_message_where_that_fails(house: House) -> None:
    bureau = await house.staff("xiangqiao")
    bad = await preview(bureau, "officers", row("李 处理"))
    assert [one["code"] for one in bad.body["problems"]] == ["bad_wecom"]
    seen = await preview(bureau, "officers", row(WECOM))
    assert WECOM not in str(seen.body)  # never in a preview, as the phone number
    await take_in(bureau, "officers", row(WECOM))
    place = {"institution_id": str(house.town.institution.id)}
    listed = (await bureau.get("/api/staff/accounts", **place)).body["rows"]
    assert {one["login"]: one["wecom"] for one in listed}["handler"] is True

    order = await poor_rating(house, await house.citizen(CHEN))
    handler = house.town.staff["handler"]
    assert handler.phone_sealed is not None
    phone = house.app.deps.keys.open(handler.phone_sealed, handler, "phone_sealed", handler.id)
    await bureau.post(
        f"/api/work-orders/{order}/dispatch",
        institution_id=str(house.town.institution.id),
        version=1,
    )
    house.sandbox.fault(wecom={"down": True})  # for the moment: later, and no text message
    await house.deliver()
    assert not [one for one in house.sandbox.sent() if one["to"] == phone]
    house.sandbox.fault(wecom={})
    house.clock.pass_(minutes=1)
    await house.deliver()
    [card] = [one for one in house.sandbox.sent() if one["channel"] == "wecom"]
    assert card["to"] == WECOM
    assert card["url"].endswith(f"/console/orders/{order}")
    assert CHEN.name not in str(card)
    mine = Delivery.filter(recipient_id=handler.id)
    assert ("wecom", "delivered") in await mine.values_list("channel", "outcome")
    assert await InboxMessage.filter(staff_id=handler.id).count() == 1

    # Not reachable there: a text message at once.
    house.sandbox.settings(wecom_strangers=[WECOM])
    supervised = f"/api/work-orders/{order}/supervision"
    answer = await (await house.staff("city")).post(supervised, reason="请尽快办理", version=2)
    assert answer.status == 200, answer
    await house.deliver()
    assert sorted(await mine.values_list("channel", "outcome")) == [
        ("sms", "handed_over"),
        ("wecom", "delivered"),
        ("wecom", "permanent"),
        ("wecom", "temporary"),
    ]


@pytest.mark.req("11-7")
async def test_the_bureau_changes_and_forgets_it_at_the_desk(house: House) -> None:
    bureau, other = await house.staff("xiangqiao"), await house.staff("raoping")
    form = {"institution_id": str(house.town.institution.id), "login": "handler"}
    path = "/api/staff/accounts/wecom"
    assert (await other.post(path, **form, user_id=WECOM)).status == 404
    assert (await bureau.post(path, **form, user_id="一")).status == 400
    assert (await bureau.post(path, **form, user_id=WECOM)).status == 200
    account = await Staff.get(login="handler")
    assert account.wecom_sealed is not None
    keys = house.app.deps.keys
    assert keys.open(account.wecom_sealed, account, "wecom_sealed", account.id) == WECOM
    assert (await bureau.post(path, **form, user_id="")).status == 200
    assert (await Staff.get(login="handler")).wecom_sealed is None
    trail = await AuditEntry.filter(object_id=str(account.id)).order_by("at")
    done = [one.action for one in trail if "wecom" in one.action and one.outcome == "done"]
    assert done == ["set_wecom", "forget_wecom"]
    assert WECOM not in str([(one.before, one.after, one.reason) for one in trail])
