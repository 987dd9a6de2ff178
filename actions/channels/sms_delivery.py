"""Texts of the SMS channel go out: the invitation at decent hours, an answer at once (7-12)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import msgspec

from actions.dependencies import Dependencies
from actions.kiosks import vouchers
from actions.outbox import MOST_ATTEMPTS, NotBefore, Payload, TryLater, out_id
from gateways.errors import GatewayError, Ours, Permanent
from models import (
    Consent,
    Delivery,
    Evaluator,
    OutboxMessage,
    Rating,
    ServiceRecord,
    SmsInvitation,
    SmsReply,
)
from rules.grades import LABELS, Grade
from rules.sms import (
    TEXTS,
    Invited,
    Topic,
    fitted,
    keys_said,
    segments,
    sent_from,
    short_link,
)
from rules.work_calendar import local_day

TOPICS = frozenset(Topic)


async def deliver(message: OutboxMessage, *, deps: Dependencies, now: datetime) -> None:
    """Send one text of the channel. Art. 7 (7-12).

    `NotBefore` names the hour an invitation waits for; `TryLater` if the gateway failed for now.
    """
    about = msgspec.json.decode(message.payload, type=Payload).about
    if message.topic == Topic.INVITE:
        await _invite(message, about, deps=deps, now=now)
    elif message.topic == Topic.STOPPED:
        person = await Evaluator.get(id=about)
        await _send(message, person, {}, "", deps=deps, now=now)
    else:
        await _answer(message, about, deps=deps, now=now)


async def _invite(
    message: OutboxMessage, about: UUID, *, deps: Dependencies, now: datetime
) -> None:
    row = await SmsInvitation.get(id=about).select_related(*RELATED)
    if row.state != Invited.WAITING:
        return
    waiting = SmsInvitation.filter(id=row.id, state=Invited.WAITING)
    if reason := await _unwanted(row, now):
        await waiting.update(state=Invited.DROPPED, open=None, reason=reason)
        return
    rules = deps.rule_sets.named(row.service_record.rule_set)
    if (at := sent_from(now, rules)) > now:
        raise NotBefore(at)
    slip = await vouchers.issue(row.service_record, keys=deps.keys, now=now)
    assert slip is not None  # its days are not over
    words = fitted(
        Topic.INVITE,
        {
            "day": _day(row.service_record),
            "office": row.service_record.institution.name,
            "item": _item(row.service_record),
            "keys": keys_said(rules),
            "link": short_link(deps.public_url, slip.token),
        },
    )
    try:
        failed = await _send(message, row.evaluator, words, row.extension, deps=deps, now=now)
    except TryLater:
        if message.attempts >= MOST_ATTEMPTS:
            await waiting.update(state=Invited.FAILED, open=None, reason="unreachable")
        raise
    if failed:
        await waiting.update(state=Invited.FAILED, open=None, reason=failed)
    else:
        length = segments(TEXTS[Topic.INVITE].format(**words))
        await waiting.update(state=Invited.ASKED, sent_at=now, segments=length)


RELATED = (
    "evaluator",
    "service_record__item",
    "service_record__institution",
)


async def _unwanted(row: SmsInvitation, now: datetime) -> str:
    """Why it is not sent after all; empty if it is."""
    if row.until <= now:
        return "over"
    if await Rating.filter(service_record_id=row.service_record_id, opinion__gte=1).exists():
        return "rated"
    if not await Consent.filter(id=row.consent_id, withdrawn_at=None).exists():
        return "withdrawn"
    return "" if row.evaluator.phone_index == row.phone_index else "other_phone"


async def _answer(
    message: OutboxMessage, about: UUID, *, deps: Dependencies, now: datetime
) -> None:
    reply = await SmsReply.get(id=about).select_related(*(f"invitation__{one}" for one in RELATED))
    row = reply.invitation
    assert row is not None
    rules = deps.rule_sets.named(row.service_record.rule_set)
    grade = await Rating.filter(
        service_record_id=row.service_record_id, partner_message=reply.number
    ).first()
    words = {
        "item": _item(row.service_record),
        "keys": keys_said(rules),
        "grade": LABELS[Grade(grade.grade)] if grade else "",
    }
    await _send(message, row.evaluator, words, row.extension, deps=deps, now=now)


async def _send(
    message: OutboxMessage,
    person: Evaluator,
    words: Mapping[str, str],
    extension: str,
    *,
    deps: Dependencies,
    now: datetime,
) -> str:
    """Hand a text over; the code of why the gateway will never take it, or nothing."""
    if deps.gateways.sms is None or person.phone_sealed is None:
        return "no_phone"
    phone = deps.keys.open(person.phone_sealed, person, "phone_sealed", person.id)
    noted: dict[str, Any] = {"outcome": "handed_over"}
    try:
        noted["supplier_id"] = await deps.gateways.sms.send(
            phone, message.topic, words, out_id=out_id(message, person.id), extension=extension
        )
    except (Permanent, Ours) as error:
        noted = {"outcome": "given_up", "code": error.code}
    except GatewayError as error:
        noted = {"outcome": "temporary", "code": error.code}
    await Delivery.create(
        id=uuid4(),
        message_id=message.id,
        recipient_id=person.id,
        channel="sms",
        at=now,
        **noted,
    )
    if noted["outcome"] == "temporary":
        raise TryLater
    return str(noted.get("code", ""))


def _day(record: ServiceRecord) -> str:
    day = local_day(record.ended_at)
    return f"{day.month}月{day.day}日"


def _item(record: ServiceRecord) -> str:
    return record.item.name if record.item else "窗口服务"
