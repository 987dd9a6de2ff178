"""Suggestions from rank history and failed rectification; people decide (Art. 15; 15-1, 15-2)."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import msgspec
from tortoise.expressions import Q

from actions import audit
from actions.dependencies import Dependencies
from models import AccountabilityCase, Bulletin, WorkOrder
from queries.bulletin_content import BulletinContent, BulletinRow
from rules.accountability import Decision, Failures, suggested
from rules.actors import StaffMember
from rules.bulletins import BulletinStatus
from rules.rectification import STAFF_CLOCKS
from rules.refusals import NotFound, Refused, Stale
from rules.rule_set import RuleSet
from rules.work_calendar import month_bounds


class ReasonMissing(Refused):
    """A decision about people needs its reason, and one that has consequences the harm (15-2)."""

    code = "reason_missing"


async def suggest(bulletin: Bulletin, *, deps: Dependencies) -> int:
    """List who has stood in the tail often enough; inside the transaction that publishes."""
    rules = deps.rule_sets.named(bulletin.rule_set)
    history = await _history(bulletin, rules)
    periods = [period for period, _ in history]
    made = 0
    for rows_of in ("counties", "institutions"):
        newest: list[BulletinRow] = getattr(history[-1][1], rows_of)
        for row in newest:
            tails = [_in_tail(getattr(content, rows_of), row.id) for _, content in history]
            failures = await _failures(row.id, rows_of, periods)
            suggestion = suggested(tails, failures, rules)
            if suggestion is None:
                continue
            grounds = {
                "periods": periods,
                "ranks": [_rank(getattr(content, rows_of), row.id) for _, content in history],
                "overdue": failures.overdue,
                "reopened": failures.reopened,
            }
            await _note(bulletin, row, suggestion, grounds)
            made += 1
    return made


async def _note(
    bulletin: Bulletin, row: BulletinRow, suggestion: str, grounds: dict[str, Any]
) -> None:
    await AccountabilityCase.create(
        id=uuid4(),
        bulletin_id=bulletin.id,
        bureau_id=bulletin.bureau_id,
        subject_id=row.id,
        subject_name=row.name,
        suggestion=suggestion,
        grounds=msgspec.json.encode(grounds).decode(),
    )


async def _history(bulletin: Bulletin, rules: RuleSet) -> list[tuple[str, BulletinContent]]:
    """This period and those before it, each in its last published version, oldest first."""
    wanted = rules.candidate_after_periods.value
    earlier = (
        await Bulletin.filter(
            bureau_id=bulletin.bureau_id,
            status=BulletinStatus.PUBLISHED,
            period__lt=bulletin.period,
        )
        .order_by("-period", "-version")
        .values_list("period", "content")
    )
    newest: dict[str, str] = {bulletin.period: bulletin.content}
    for period, content in earlier:
        newest.setdefault(str(period), str(content))
    chosen = sorted(newest)[-wanted:]
    return [(one, msgspec.json.decode(newest[one], type=BulletinContent)) for one in chosen]


def _in_tail(rows: list[BulletinRow], key: UUID) -> bool:
    return any(one.in_tail for one in rows if one.id == key)


def _rank(rows: list[BulletinRow], key: UUID) -> int | None:
    return next((one.rank for one in rows if one.id == key), None)


async def _failures(key: UUID, rows_of: str, periods: list[str]) -> Failures:
    """Orders of these periods that ran over their clock or had to be opened again."""
    start, end = month_bounds(periods[0])[0], month_bounds(periods[-1])[1]
    subject = (
        Q(rating__service_record__institution_id=key)
        if rows_of == "institutions"
        else Q(rating__service_record__bureau__region_id=key)
    )
    orders = WorkOrder.filter(subject, opened_at__gte=start, opened_at__lt=end)
    return Failures(
        overdue=await orders.filter(due_at__lt=end, due_what__in=STAFF_CLOCKS).count(),
        reopened=await orders.filter(round__gt=1).count(),
    )


async def decide(
    *,
    case_id: UUID,
    decision: str,
    impact: str,
    reason: str,
    by: StaffMember,
    now: datetime,
) -> None:
    """A person of the bureau decides, once, with the reason and what harm was done (15-1, 15-2)."""
    chosen = Decision(decision)
    if not reason.strip() or (chosen is Decision.REFERRED and not impact.strip()):
        raise ReasonMissing
    case = await AccountabilityCase.get_or_none(id=case_id, bureau_id=by.bureau_id)
    if case is None:
        raise NotFound
    taken = await AccountabilityCase.filter(id=case_id, decision=None).update(
        decision=chosen,
        impact=impact.strip(),
        reason=reason.strip(),
        decided_by_id=by.staff_id,
        decided_at=now,
    )
    if taken != 1:
        raise Stale
    await audit.record(
        by=by, action="decide_accountability", outcome="done", object_id=str(case_id), now=now
    )
