"""Suggestions from rank history and failed rectification; people decide (Art. 15; 15-1, 15-2)."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID, uuid4

import msgspec

from actions.dependencies import Dependencies
from actions.trail import audit
from models import AccountabilityCase, Bulletin, Staff
from queries.assessment.accountability import Grounds, PlaceThen
from queries.assessment.failed_orders import failures_of
from queries.figures.bulletin_content import BulletinContent, BulletinRow, OfficerCounts
from rules.accountability import Decision, counted, looked_at, suggested
from rules.actors import StaffMember
from rules.bulletins import BulletinStatus
from rules.ranking import ranking
from rules.refusals import NotFound, ReasonMissing, Stale
from rules.rule_set import RuleSet
from rules.work_calendar import month_bounds


@dataclass(frozen=True, slots=True)
class _Line:
    """Whoever is ranked in a period: a county, an institution or an officer."""

    name: str
    rank: int | None
    in_tail: bool
    opinions: int
    average: float | None


Ranks = dict[UUID, _Line]
# The column of a work order by which each kind is found.
SUBJECTS = {
    "counties": "rating__service_record__bureau__region_id",
    "institutions": "rating__service_record__institution_id",
    "officers": "rating__service_record__officer_id",
}


async def suggest(bulletin: Bulletin, *, deps: Dependencies) -> int:
    """List who has stood in the tail often enough; inside the transaction that publishes."""
    rules = deps.rule_sets.named(bulletin.rule_set)
    history = await _history(bulletin, rules)
    periods = [one.period for one in history]
    bounds = month_bounds(periods[0])[0], month_bounds(periods[-1])[1]
    made = 0
    for kind, column in SUBJECTS.items():
        ranks = [await _ranks(one, kind, rules, deps.rule_sets.named) for one in history]
        for key in ranks[-1]:
            places = [_then(key, *one) for one in zip(periods, ranks, strict=True)]
            tails = [one.in_tail for one in places]
            if not looked_at(tails, rules):
                continue
            orders = await failures_of({column: key}, *bounds)
            failures = counted(orders.values())
            grounds = Grounds(
                kind=kind,
                places=places,
                orders={str(order): list(map(str, how)) for order, how in orders.items()},
                **asdict(failures),
            )
            suggestion = suggested(tails, failures, rules)
            assert suggestion is not None
            await _note(bulletin, key, ranks[-1][key].name, suggestion, grounds)
            made += 1
    return made


def _then(key: UUID, period: str, ranks: Ranks) -> PlaceThen:
    """Where somebody stood in a period, if there at all."""
    ranked = sum(1 for one in ranks.values() if one.rank)
    one = ranks.get(key)
    if one is None:
        return PlaceThen(period, None, ranked, False, 0, None)
    return PlaceThen(period, one.rank, ranked, one.in_tail, one.opinions, one.average)


async def _ranks(
    bulletin: Bulletin, kind: str, rules: RuleSet, rules_of: Callable[[str], RuleSet]
) -> Ranks:
    """The places of a period: printed ones as they were printed, officers' from the annex."""
    if kind != "officers":
        content = msgspec.json.decode(bulletin.content, type=BulletinContent)
        rows: list[BulletinRow] = getattr(content, kind)
        return {
            row.id: _Line(
                row.name,
                row.rank,
                row.in_tail,
                row.figures.opinions or 0,
                row.figures.average.value,
            )
            for row in rows
        }
    annex = msgspec.json.decode(bulletin.annex, type=list[OfficerCounts])
    parts: dict[UUID, list[tuple[dict[str, int], RuleSet]]] = {}
    for one in annex:
        own = [(grades, rules_of(code)) for code, grades in one.opinions.items()]
        parts.setdefault(one.officer_id, []).extend(own)
    rows_of = await Staff.filter(id__in=list(parts)).values("id", "name") if parts else []
    names = {row["id"]: row["name"] for row in rows_of}
    return {
        place.key: _Line(
            names.get(place.key, ""), place.rank, place.in_tail, place.opinions, place.average
        )
        for place in ranking(parts, rules)
    }


async def _note(
    bulletin: Bulletin, key: UUID, name: str, suggestion: str, grounds: Grounds
) -> None:
    await AccountabilityCase.create(
        id=uuid4(),
        bulletin_id=bulletin.id,
        bureau_id=bulletin.bureau_id,
        subject_id=key,
        subject_name=name,
        suggestion=suggestion,
        grounds=msgspec.json.encode(grounds).decode(),
    )


async def _history(bulletin: Bulletin, rules: RuleSet) -> list[Bulletin]:
    """This period and those before it, each in its last published version, oldest first."""
    earlier = await Bulletin.filter(
        bureau_id=bulletin.bureau_id,
        status=BulletinStatus.PUBLISHED,
        period__lt=bulletin.period,
    ).order_by("-period", "-version")
    newest = {bulletin.period: bulletin}
    for one in earlier:
        newest.setdefault(one.period, one)
    chosen = sorted(newest)[-rules.candidate_after_periods.value :]
    return [newest[period] for period in chosen]


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
