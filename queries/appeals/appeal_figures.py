"""How often reviews take ratings out, by unit and by reviewer: against abuse (Art. 12; 12-10)."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from msgspec import Struct
from tortoise.expressions import Q
from tortoise.functions import Count

from models import Appeal, AppealStep
from queries.appeals.appeal_list import in_reach
from queries.shapes import Figure
from rules import scoring
from rules.actors import StaffMember
from rules.appeals import DECISIONS, REVIEWED, AppealStatus
from rules.work_calendar import DAY, day_bounds

FORMULA = "（误评 + 恶意差评）÷ 已复核的申诉 × 100%"
Counted = tuple[object, object, object, object]  # id, name, outcome, how many


class ExclusionRate(Struct, frozen=True):
    """Of the appeals that were reviewed, how many took the rating out. `id` None: all together."""

    id: UUID | None
    name: str
    decided: int
    mistaken: int
    malicious: int
    excluded: Figure


class AppealFigures(Struct, frozen=True):
    total: ExclusionRate
    units: list[ExclusionRate]
    reviewers: list[ExclusionRate]


async def figures(*, by: StaffMember, first: date | None, last: date | None) -> AppealFigures:
    """Reviews decided from `first` to `last`, the highest share of exclusions first."""
    decided = Appeal.filter(in_reach(by), _within(first, last), status__in=list(REVIEWED))
    units = (
        await decided.annotate(n=Count("id"))
        .group_by("unit_id", "unit__name", "status")
        .values_list("unit_id", "unit__name", "status", "n")
    )
    reviews = AppealStep.filter(
        appeal_id__in=await decided.values_list("id", flat=True), action__in=list(DECISIONS)
    )
    reviewers = (
        await reviews.annotate(n=Count("id"))
        .group_by("staff_id", "staff__name", "after")
        .values_list("staff_id", "staff__name", "after", "n")
    )
    [total] = _rates([(None, "", status, n) for _, _, status, n in units]) or [_rate(None, "", {})]
    return AppealFigures(total, _rates(units), _rates(reviewers))


def _within(first: date | None, last: date | None) -> Q:
    found = Q()
    if first:
        found &= Q(decided_at__gte=day_bounds(first)[0])
    if last:
        found &= Q(decided_at__lt=day_bounds(last + DAY)[0])
    return found


def _rates(rows: Iterable[Counted]) -> list[ExclusionRate]:
    sums: dict[tuple[object, str], dict[str, int]] = {}
    for key, name, outcome, count in rows:
        one = sums.setdefault((key, str(name)), {})
        one[str(outcome)] = one.get(str(outcome), 0) + int(str(count))
    rates = [_rate(key, name, counts) for (key, name), counts in sums.items()]
    return sorted(rates, key=lambda one: (-(one.excluded.value or 0), -one.decided, one.name))


def _rate(key: object, name: str, counts: dict[str, int]) -> ExclusionRate:
    mistaken = counts.get(AppealStatus.MISTAKEN, 0)
    malicious = counts.get(AppealStatus.MALICIOUS, 0)
    decided = sum(counts.values())
    share = scoring.ratio(mistaken + malicious, decided, FORMULA, 100)
    return ExclusionRate(
        id=key if key is None else UUID(str(key)),
        name=name,
        decided=decided,
        mistaken=mistaken,
        malicious=malicious,
        excluded=Figure(share.value, share.numerator, share.denominator, share.formula),
    )
