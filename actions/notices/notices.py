"""Who is told what: the inbox always, and the phone by `notice_channels.py` (11-7)."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from tortoise.expressions import Q

from actions.dependencies import Dependencies
from actions.notices import (
    account_notices,
    concern_notices,
    export_notices,
    filing_notices,
    objection_notices,
)
from actions.notices.notice_channels import reach
from actions.notices.notice_readers import Reader, readers_of, ring_time
from actions.notices.notice_texts import Notice, notice_for
from actions.outbox import NotBefore, TryLater
from models import (
    InboxMessage,
    NoticeQuota,
    OutboxMessage,
    WorkOrder,
)
from queries.notices.notices import quota_left
from rules.actors import Citizen, StaffMember
from rules.refusals import NotFound

Letter = tuple[Notice, list[Reader], datetime | None]
# Who writes what is told of anything else than a work order; of the other topics it is the clues'.
LETTERS: dict[str, Callable[..., Awaitable[Letter]]] = {
    **dict.fromkeys(filing_notices.TOPICS, filing_notices.letter),
    **dict.fromkeys(objection_notices.TOPICS, objection_notices.letter),
    **dict.fromkeys(export_notices.TOPICS, export_notices.letter),
    **dict.fromkeys(account_notices.TOPICS, account_notices.letter),
}


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


async def mark_all_read(*, by: StaffMember, now: datetime) -> None:
    """Mark every message of the own console inbox as read."""
    await InboxMessage.filter(staff_id=by.staff_id, read_at=None).update(read_at=now)


async def deliver(message: OutboxMessage, *, deps: Dependencies, now: datetime) -> None:
    """Deliver one message to everybody it is for; `TryLater` if a channel failed for now.

    What staff are told stands in their inboxes at once; their phones ring on working days from
    the hour of the rule set on (`NotBefore`), and for nothing that is already done (11-13).
    """
    if message.order_id is None:
        letter = LETTERS.get(message.topic, concern_notices.letter)
        notice, readers, rings_at = await letter(message, now=now)
    else:
        notice, readers, rings_at = await _letter(message, deps=deps, now=now)
    failed = False
    for reader in readers:
        await _write_inbox(reader, notice, message=message, now=now)
        if rings_at == now:
            failed |= not await reach(reader, notice, message=message, deps=deps, now=now)
    if failed:
        raise TryLater
    if rings_at is not None and rings_at > now:
        raise NotBefore(rings_at)


async def _letter(message: OutboxMessage, *, deps: Dependencies, now: datetime) -> Letter:
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
