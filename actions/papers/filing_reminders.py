"""催报: the city reminds a county of what it has not filed (Art. 16; 16-1)."""

from datetime import datetime
from uuid import UUID, uuid4

from tortoise.exceptions import IntegrityError
from tortoise.transactions import in_transaction

from actions import outbox
from actions.dependencies import Dependencies
from actions.trail import audit
from models import FilingReminder
from queries.papers.filings import owed
from rules.actors import StaffMember
from rules.filings import again_at
from rules.refusals import Refused, Stale


class NothingOwed(Refused):
    """The bureau has filed everything, or there is no such bureau."""

    code = "nothing_owed"


class RemindedLately(Refused):
    """The last reminder is not long ago; `again_at` says from when on there may be another."""

    code = "reminded_lately"


async def remind(*, bureau_id: UUID, by: StaffMember, deps: Dependencies, now: datetime) -> None:
    """Tell a bureau what it still owes, not more often than the rule set says (16-1)."""
    kinds = {bureau.id: kinds for bureau, kinds in await owed(by=by)}.get(bureau_id)
    if not kinds:
        raise NothingOwed
    last = await FilingReminder.filter(bureau_id=bureau_id).order_by("-number").first()
    if last is not None:
        again = again_at(last.sent_at, deps.rule_sets.at(now))
        if now < again:
            raise RemindedLately(again_at=again.isoformat())
    try:
        async with in_transaction():
            made = await FilingReminder.create(
                id=uuid4(),
                bureau_id=bureau_id,
                number=last.number + 1 if last else 1,
                missing=",".join(kinds),
                sent_by_id=by.staff_id,
                sent_at=now,
            )
            await outbox.post(topic="filing_reminder", about=made.id, now=now)
            await audit.record(
                by=by,
                action="remind_of_filing",
                outcome="done",
                object_kind="bureau",
                object_id=bureau_id,
                now=now,
            )
    except IntegrityError as error:
        raise Stale from error
