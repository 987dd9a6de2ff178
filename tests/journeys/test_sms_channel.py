"""Article 7: who chose it is asked by text message, and a digit sent back is a rating (7-12)."""

import asyncio
import re
from datetime import timedelta
from typing import Any

import pytest

from actions.channels import sms_invitations
from actions.people import deletions
from models import (
    Consent,
    Deletion,
    Delivery,
    Evaluator,
    Partner,
    Rating,
    ServiceRecord,
    SmsInvitation,
    SmsReply,
    WorkOrder,
)
from rules.work_calendar import DAY, local_day
from tests.support.house import Caller, House, rating
from tests.support.town import CHEN, LIN, PARTNER_SECRET, Person

CHOICE = {"purpose": "sms_invitation"}
WAIT = 10.1  # minutes, by the rule set
HERE = "/api/intake/texts"


async def choose(house: House, person: Person) -> Caller:
    phone = await house.citizen(person)
    answer = await phone.post("/api/my/consents", **CHOICE)
    assert answer.status == 200, answer
    return phone


async def invited(house: House, *whose: Person) -> list[str]:
    """Services end, some minutes pass, and what is due goes out; the services."""
    await sms_invitations.list_new(deps=house.app.deps, now=house.clock.now)
    services = [await house.end_service(one) for one in whose]
    await go_out(house)
    return services


async def go_out(house: House) -> None:
    house.clock.pass_(minutes=WAIT)
    await sms_invitations.list_new(deps=house.app.deps, now=house.clock.now)
    await house.deliver()


async def answer(house: House, person: Person, text: str, **told: Any) -> list[dict[str, Any]]:
    """Somebody sends a text back; what the house said to the operator."""
    asked = {
        "product": house.app.url,
        "key_id": "sms-1",
        "secret": PARTNER_SECRET,
        "phone": person.phone,
        "text": text,
        "at": house.clock.now.isoformat(),
        **told,
    }
    sent = await house.app.client.post(f"{house.sandbox.url}/sms/_answer", json=asked)
    assert sent.status_code == 200, sent.text
    await house.deliver()
    said: list[dict[str, Any]] = sent.json()["said"]
    return said


def texts(house: House, person: Person) -> list[str]:
    """The templates of what was sent to a phone, oldest first."""
    return [one["template"] for one in house.sandbox.sent() if one["to"] == person.phone]


async def outcomes() -> list[str]:
    return [one.outcome for one in await SmsReply.all().order_by("received_at", "id")]


@pytest.mark.req("7-12", "7-1", "9-1", "11-5")
async def test_a_digit_is_a_rating_once(house: House) -> None:
    stranger = await house.citizen(LIN)  # signed in, and never chose it
    phone = await choose(house, CHEN)
    [service, _] = await invited(house, CHEN, LIN)
    assert texts(house, CHEN) == ["rate_by_sms"]
    assert texts(house, LIN) == []
    said = house.sandbox.sent()[-1]["text"]
    assert "湘桥区社保局" in said
    assert "回复5非常满意4满意3基本满意2不满意1非常不满意" in said
    assert said.endswith("回T退订")
    for secret in (CHEN.name, CHEN.phone, CHEN.document_number, service):
        assert secret not in said
    row = await SmsInvitation.get(service_record_id=service)
    assert (row.state, row.segments) == ("asked", 2)
    assert row.phone_index not in (None, CHEN.phone)

    # The link is short, opens this service for its own citizen, and says nothing to others.
    [path] = re.findall(r"/v/[A-Za-z0-9]{20}", said)
    tapped = await house.app.client.get(path)
    assert (tapped.status_code, tapped.headers["location"]) == (302, f"/m/?v={path[3:]}")
    opened = await phone.post("/api/vouchers/opened", link=path[3:])
    assert opened.body["service"]["id"] == service
    foreign = await stranger.post("/api/vouchers/opened", link=path[3:])
    assert foreign.code == "voucher_of_another"
    assert (await house.app.client.get("/v/short")).status_code == 404

    # Not understood, asked once more, then silence; the digit still counts, told twice or not.
    house.sandbox.settings(sms_repeats=1)
    for text in ("1 非常满意", "什么？", "6"):
        house.clock.pass_(minutes=1)
        told = await answer(house, CHEN, text)
        assert [(one["taken"], one["known"]) for one in told] == [(1, 0), (0, 1)]
    assert await Rating.all().count() == 0
    house.clock.pass_(minutes=1)
    await answer(house, CHEN, " ５ 非常满意，谢谢 ")
    house.sandbox.settings(sms_repeats=0)
    stored = await Rating.get(service_record_id=service)
    assert (stored.grade, stored.origin, stored.channel) == ("very_satisfied", "partner", "sms")
    assert (stored.identity_basis, stored.text) == ("verified_phone", "谢谢")
    assert stored.session_id is None
    assert texts(house, CHEN) == ["rate_by_sms", "sms_again", "sms_rated"]
    assert "非常满意" in house.sandbox.sent()[-1]["text"]
    mine = (await phone.get("/api/my/ratings")).body["ratings"]
    assert [one["grade"] for one in mine] == ["very_satisfied"]

    # One is one: said once, and not to whom another machine answers for ever.
    for text in ("1", "2", "3"):
        house.clock.pass_(minutes=1)
        await answer(house, CHEN, text)
    assert texts(house, CHEN)[3:] == ["sms_over"]
    assert await outcomes() == ["again", "silent", "silent", "rated", "over", "over", "over"]
    again = (await phone.post("/api/vouchers/opened", link=path[3:])).body["service"]
    assert again["rated_as"] == "very_satisfied"
    assert (await phone.post("/api/ratings", **rating(service, "satisfied"))).code == (
        "already_rated"
    )

    # A poor one opens a case as ever, with its words, and its citizen is told of it.
    [poor] = await invited(house, CHEN)
    await answer(house, CHEN, "1 窗口没人，等到 13900001111 打来")
    worst = await Rating.get(service_record_id=poor)
    assert (worst.grade, worst.text[:4]) == ("very_dissatisfied", "窗口没人")
    assert await WorkOrder.filter(rating_id=worst.id).count() == 1
    assert texts(house, CHEN)[-1] == "sms_rated_poor"
    handler = await house.staff("xiangqiao")
    listed = (await handler.get("/api/work-orders")).body["rows"]
    assert len(listed) == 1
    assert CHEN.phone not in repr(listed)


@pytest.mark.req("7-12", "9-6", "3-3")
async def test_only_who_chose_it_and_until_they_stop(house: House) -> None:
    phone = await choose(house, CHEN)
    # At night nobody's phone rings: what ended at nine goes out at eight.
    house.clock.pass_(hours=10.5)
    [late] = await invited(house, CHEN)
    assert texts(house, CHEN) == []
    house.clock.pass_(hours=11)
    await house.deliver()
    assert texts(house, CHEN) == ["rate_by_sms"]

    # Rated at the window meanwhile, nobody is asked; and no more than two a day.
    house.clock.pass_(hours=1)
    await sms_invitations.list_new(deps=house.app.deps, now=house.clock.now)
    done = await house.end_service(CHEN)
    assert (await phone.post("/api/ratings", **rating(done, "satisfied"))).status == 201
    await go_out(house)
    assert not await SmsInvitation.filter(service_record_id=done).exists()
    both = await invited(house, CHEN, CHEN)
    assert texts(house, CHEN) == ["rate_by_sms"] * 2
    full = await SmsInvitation.get(state="dropped")
    assert full.reason == "day_full"
    [second] = set(both) - {str(full.service_record_id)}

    # Two are open: the extension says which is answered, else it is the newest.
    rows = {str(one.service_record_id): one for one in await SmsInvitation.filter(state="asked")}
    assert len({one.extension for one in rows.values()}) == 2
    await answer(house, CHEN, "4", extension=rows[late].extension)
    await answer(house, CHEN, "3", extension="")
    graded = {str(one.service_record_id): one.grade for one in await Rating.filter(channel="sms")}
    assert graded == {late: "satisfied", second: "basically_satisfied"}

    # Stop means stop, at once, said once; whoever chooses it again is asked again.
    house.clock.pass_(days=1)
    [open_one] = await invited(house, CHEN)
    for text in ("ｔｄ", "退订"):
        await answer(house, CHEN, text)
    assert texts(house, CHEN).count("sms_stopped") == 1
    await answer(house, CHEN, "5")  # too late for this one
    assert not await Rating.filter(service_record_id=open_one).exists()
    said = (await phone.get("/api/my/consents")).body["consents"]
    assert [one["standing"] for one in said if one["purpose"] == "sms_invitation"] == [False]
    await invited(house, CHEN)
    assert texts(house, CHEN).count("rate_by_sms") == 3
    assert (await phone.post("/api/my/consents", **CHOICE)).status == 200
    house.clock.pass_(days=1)
    [chosen] = await invited(house, CHEN)
    assert texts(house, CHEN).count("rate_by_sms") == 4

    # Withdrawn on the phone, what waits is not sent; the days over, nothing is stored.
    house.clock.pass_(days=8)
    await answer(house, CHEN, "5")
    assert not await Rating.filter(service_record_id=chosen).exists()
    await sms_invitations.list_new(deps=house.app.deps, now=house.clock.now)
    await house.end_service(CHEN)
    house.clock.pass_(minutes=WAIT)
    await sms_invitations.list_new(deps=house.app.deps, now=house.clock.now)
    assert (await phone.post("/api/my/consents/withdraw", **CHOICE)).status == 200
    await house.deliver()
    assert await SmsInvitation.filter(reason="withdrawn").count() == 1
    assert (await SmsInvitation.get(service_record_id=chosen)).state == "unanswered"

    # A number nobody verified cannot be chosen, and a deleted citizen leaves none behind.
    await Evaluator.all().update(phone_index=None, phone_sealed=None)
    assert (await phone.post("/api/my/consents", **CHOICE)).code == "no_phone"
    assert (await phone.post("/api/my/deletion", understood=True)).status == 200
    await Deletion.all().update(due_at=house.clock.now)
    assert await deletions.erase_due(keys=house.app.deps.keys, now=house.clock.now) == 1
    assert await SmsInvitation.exclude(phone_index=None).count() == 0
    assert await Consent.filter(withdrawn_at=None).count() == 0


@pytest.mark.req("7-12", "7-1", "9-1")
async def test_forged_repeated_foreign_and_at_once(house: House) -> None:
    phone = await choose(house, CHEN)
    [service] = await invited(house, CHEN)

    # Not signed by the operator, sent twice word for word, junk, or from tomorrow.
    house.sandbox.fault(sms_answers={"fail": "bad_signature"})
    assert (await answer(house, CHEN, "1"))[0]["code"] == "signature_wrong"
    house.sandbox.fault(sms_answers={"junk": True})
    assert (await answer(house, CHEN, "1"))[0]["refused"] == 2
    house.sandbox.fault(sms_answers={})
    row = {"number": "X1", "phone": CHEN.phone, "text": "1"}
    tomorrow = (house.clock.now + timedelta(days=1)).isoformat()
    ahead = await house.take_in({**row, "sent_at": tomorrow}, HERE, "sms-1")
    assert ahead.code == "in_the_future"
    row["sent_at"] = house.clock.now.isoformat()
    assert (await house.take_in(row, HERE)).code == "out_of_scope"  # a queue machine
    assert await Rating.all().count() == 0

    # Another phone answers nothing, not even with the extension; nor does a number given away.
    await answer(house, LIN, "1", extension="00")
    assert await outcomes() == ["stranger"]
    evaluator = await Evaluator.get(phone_index=house.app.deps.keys.index("phone", CHEN.phone))
    await Evaluator.filter(id=evaluator.id).update(phone_index="another")
    await answer(house, CHEN, "1")
    assert await Rating.all().count() == 0
    await Evaluator.filter(id=evaluator.id).update(phone_index=evaluator.phone_index)

    # A child's answer needs its guardian, as its tap on the phone does.
    await Evaluator.filter(id=evaluator.id).update(child_until=local_day(house.clock.now) + DAY)
    await answer(house, CHEN, "1")
    assert await Rating.all().count() == 0
    await Evaluator.filter(id=evaluator.id).update(child_until=None)

    # Two answers, each told twice, and the link on the phone, all at once: one rating.
    both = [
        house.take_in({**row, "sent_at": house.clock.now.isoformat(), **each}, HERE, "sms-1")
        for each in 2 * ({"number": "A", "text": "5"}, {"number": "B", "text": "2"})
    ]
    tap = phone.post("/api/ratings", **rating(service, "satisfied"))
    answered = await asyncio.gather(*both, tap)
    assert [one.status for one in answered[:-1]] == [201] * 4
    assert await Rating.filter(service_record_id=service, opinion__gte=1).count() == 1
    by_text = await SmsReply.filter(outcome="rated").count()
    assert (answered[-1].status, by_text) in ((201, 0), (409, 1))
    again = await answer(house, CHEN, "4", again=True)
    assert [one["status"] for one in again] == [200, 409]
    assert await Rating.all().count() == 1

    # The same job twice at once: one invitation a service.
    house.clock.pass_(days=1)
    await sms_invitations.list_new(deps=house.app.deps, now=house.clock.now)
    services = [await house.end_service(CHEN) for _ in range(3)]
    house.clock.pass_(minutes=WAIT)
    at_once = [sms_invitations.list_new(deps=house.app.deps, now=house.clock.now) for _ in range(3)]
    await asyncio.gather(*at_once)
    assert await SmsInvitation.filter(service_record_id__in=services).count() == 3
    assert await SmsInvitation.filter(state="waiting").count() == 2

    # The gateway is away for a while, then refuses: nothing is lost, nobody is asked twice.
    house.sandbox.fault(sms={"down": True})
    await house.deliver()
    assert await SmsInvitation.filter(state="waiting").count() == 2
    house.sandbox.fault(sms={"fail": "blacklisted", "times": 1})
    house.clock.pass_(minutes=1)
    await house.deliver()
    states = await SmsInvitation.filter(service_record_id__in=services).values_list(
        "state", flat=True
    )
    assert sorted(states) == ["asked", "dropped", "failed"]
    assert await Delivery.filter(code="blacklisted").count() == 1

    # The desk sees how many, and nobody.
    seen = (await (await house.staff("city")).get("/api/texts", days=90)).body
    assert (seen["gateway"], seen["chosen"], seen["waiting"]) == (True, 1, 0)
    assert [one["name"] for one in seen["partners"]] == ["短信平台"]
    names = ("sent", "answered", "elsewhere", "failed", "dropped")
    assert [sum(day[name] for day in seen["days"]) for name in names] == [
        2,
        by_text,
        1 - by_text,
        1,
        1,
    ]
    assert {one["reason"] for one in seen["reasons"]} == {"day_full", "blacklisted"}
    assert CHEN.phone not in repr(seen)
    assert (await (await house.staff("xiangqiao")).get("/api/texts")).code == "forbidden"

    # No partner that tells of answers: nobody is asked what nobody could answer.
    await Partner.filter(scope="texts").update(suspended_at=house.clock.now)
    before = await SmsInvitation.all().count()
    house.clock.pass_(days=1)
    await invited(house, CHEN)
    assert await SmsInvitation.all().count() == before
    assert await ServiceRecord.all().count() == 5


@pytest.mark.req("7-12", "11-7")
async def test_a_text_whose_acknowledgement_was_lost_is_not_sent_twice(house: House) -> None:
    """As after a crash between handing over and writing that down."""
    await choose(house, CHEN)
    house.sandbox.fault(sms={"deaf": True, "times": 1})
    await invited(house, CHEN)
    before = texts(house, CHEN)
    assert len(before) == 1
    house.clock.pass_(minutes=5)
    await house.deliver()
    assert texts(house, CHEN) == before
    noted = [one.outcome for one in await Delivery.filter(channel="sms").order_by("at")]
    assert noted == ["temporary", "handed_over"]
    assert (await SmsInvitation.get()).state == "asked"
