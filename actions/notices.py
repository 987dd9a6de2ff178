"""Who is told what, on which channel: WeChat if there is quota, else SMS, always the inbox (11-7).

Every recipient and channel of a message has its own row of deliveries, so a retry goes only to
those who were not reached.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from tortoise.expressions import Q

from actions import concern_notices
from actions.cases import note_delivered
from actions.dependencies import Dependencies
from actions.notice_readers import Reader, readers_of, ring_time
from actions.notice_texts import Notice, notice_for
from actions.outbox import NotBefore, TryLater
from gateways.errors import GatewayError, Ours, Permanent
from models import (
    Delivery,
    InboxMessage,
    NoticeQuota,
    OutboxMessage,
    WechatAccount,
    WorkOrder,
)
from queries.notices import quota_left
from rules.actors import Citizen, StaffMember
from rules.refusals import NotFound

SETTLED = ("delivered", "handed_over", "undelivered", "given_up")  # nothing is sent again


async def record_consent(
    *, results: Mapping[str, str], by: Citizen, deps: Dependencies, now: datetime
) -> int:
    """Write each accepted subscription into the ledger; the balance afterwards.

    WeChat's answers are accept, reject, ban and filter; only the first is a consent, and
    refusing changes nothing.
    """
    known = set(deps.templates.values())
    if by.account_id is None:
        return 0
    for template_id, result in results.items():
        if template_id in known and result == "accept":
            await NoticeQuota.create(
                id=uuid4(),
                account_id=by.account_id,
                template_id=template_id,
                change=1,
                at=now,
                reason="consent",
            )
    return await quota_left(account_id=by.account_id)


async def mark_read(*, message_id: UUID, by: Citizen | StaffMember, now: datetime) -> None:
    """Mark an own inbox message as read."""
    own = Q(evaluator_id=by.evaluator_id) if isinstance(by, Citizen) else Q(staff_id=by.staff_id)
    if not await InboxMessage.filter(own, id=message_id).exists():
        raise NotFound
    await InboxMessage.filter(own, id=message_id, read_at=None).update(read_at=now)


async def deliver(message: OutboxMessage, *, deps: Dependencies, now: datetime) -> None:
    """Deliver one message to everybody it is for; `TryLater` if a channel failed for now.

    What staff are told stands in their inboxes at once; their phones ring on working days from
    the hour of the rule set on (`NotBefore`), and for nothing that is already done (11-13).
    """
    if message.order_id is None:
        notice, readers, rings_at = await concern_notices.letter(message, now=now)
    else:
        notice, readers, rings_at = await _letter(message, deps=deps, now=now)
    failed = False
    for reader in readers:
        await _write_inbox(reader, notice, message=message, now=now)
        if rings_at == now:
            failed |= not await _reach(reader, notice, message=message, deps=deps, now=now)
    if failed:
        raise TryLater
    if rings_at is not None and rings_at > now:
        raise NotBefore(rings_at)


async def _letter(
    message: OutboxMessage, *, deps: Dependencies, now: datetime
) -> tuple[Notice, list[Reader], datetime | None]:
    """What is told of a work order, to whom, and when phones ring for it."""
    order = await WorkOrder.get(id=message.order_id).select_related(
        "bureau",
        "institution",
        "rating__service_record__item",
        "rating__service_record__window__hall",
    )
    notice = notice_for(message.topic, order)
    rings_at = ring_time(notice, order, message.topic, deps=deps, now=now)
    return notice, await readers_of(message.topic, order), rings_at


async def _write_inbox(
    reader: Reader,
    notice: Notice,
    *,
    message: OutboxMessage,
    now: datetime,
) -> None:
    who: dict[str, Any] = {"evaluator_id" if reader.citizen else "staff_id": reader.id}
    if await InboxMessage.filter(message_id=message.id, **who).exists():
        return
    await InboxMessage.create(
        id=uuid4(),
        message_id=message.id,
        order_id=message.order_id,
        topic=message.topic,
        title=notice.title,
        body=notice.body,
        at=now,
        **who,
    )


async def _reach(
    reader: Reader,
    notice: Notice,
    *,
    message: OutboxMessage,
    deps: Dependencies,
    now: datetime,
) -> bool:
    """Push or SMS, whichever goes; False if it should be tried again later."""
    settled = await Delivery.filter(
        message_id=message.id, recipient_id=reader.id, outcome__in=SETTLED
    ).exists()
    if settled:
        return True
    outcome = "skipped"
    if reader.citizen:
        outcome = await _push(reader, notice, message=message, deps=deps, now=now)
    if outcome in ("skipped", "permanent"):
        outcome = await _text(reader, notice, message=message, deps=deps, now=now)
    return outcome != "temporary"


async def _push(
    reader: Reader,
    notice: Notice,
    *,
    message: OutboxMessage,
    deps: Dependencies,
    now: datetime,
) -> str:
    """Through WeChat, if the account has quota for the template left."""
    template_id = deps.templates.get(message.topic)
    wechat = deps.gateways.wechat
    account = await WechatAccount.filter(evaluator_id=reader.id).order_by("-created_at").first()
    if wechat is None or template_id is None or account is None:
        return "skipped"
    if await quota_left(account_id=account.id, template_id=template_id) < 1:
        return "skipped"
    openid = deps.keys.open(account.openid_sealed, "openid")
    try:
        await wechat.send_subscribe(openid, message.topic, notice.fields, page=notice.page)
    except Permanent as error:
        await _spend(account.id, template_id, "refused_by_wechat", message=message, now=now)
        return await _note(reader, message, "wechat", "permanent", code=error.code, now=now)
    except Ours as error:  # our mistake: the citizen still gets an SMS
        return await _note(reader, message, "wechat", "permanent", code=error.code, now=now)
    except GatewayError as error:
        return await _note(reader, message, "wechat", "temporary", code=error.code, now=now)
    await _spend(account.id, template_id, "sent", message=message, now=now)
    if message.topic == "feedback" and message.order_id is not None:
        # WeChat accepted it: from now on the clock of closing by silence runs.
        await note_delivered(order_id=message.order_id, deps=deps, now=now)
    return await _note(reader, message, "wechat", "delivered", now=now)


async def _spend(
    account_id: UUID, template_id: str, reason: str, *, message: OutboxMessage, now: datetime
) -> None:
    if await NoticeQuota.filter(message_id=message.id, account_id=account_id).exists():
        return
    await NoticeQuota.create(
        id=uuid4(),
        account_id=account_id,
        template_id=template_id,
        change=-1,
        at=now,
        reason=reason,
        message_id=message.id,
    )


async def _text(
    reader: Reader,
    notice: Notice,
    *,
    message: OutboxMessage,
    deps: Dependencies,
    now: datetime,
) -> str:
    """By SMS, if a number is known."""
    if deps.gateways.sms is None or reader.phone_sealed is None:
        return await _note(reader, message, "sms", "given_up", code="no_phone", now=now)
    phone = deps.keys.open(reader.phone_sealed, "phone")
    try:
        supplier_id = await deps.gateways.sms.send(phone, message.topic, notice.parameters)
    except (Permanent, Ours) as error:
        return await _note(reader, message, "sms", "given_up", code=error.code, now=now)
    except GatewayError as error:
        return await _note(reader, message, "sms", "temporary", code=error.code, now=now)
    return await _note(reader, message, "sms", "handed_over", supplier_id=supplier_id, now=now)


async def _note(
    reader: Reader,
    message: OutboxMessage,
    channel: str,
    outcome: str,
    *,
    now: datetime,
    code: str = "",
    supplier_id: str | None = None,
) -> str:
    await Delivery.create(
        id=uuid4(),
        message_id=message.id,
        recipient_id=reader.id,
        channel=channel,
        outcome=outcome,
        code=code[:40],
        supplier_id=supplier_id,
        at=now,
    )
    return outcome
