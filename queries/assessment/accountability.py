"""What figures suggest about the own area, and what people decided (Art. 15)."""

from datetime import datetime
from uuid import UUID

import msgspec
from msgspec import Struct

from models import AccountabilityCase
from queries.assessment import failed_orders
from queries.assessment.failed_orders import FailedOrder
from rules.accountability import Suggestion
from rules.actors import StaffMember
from rules.refusals import NotFound
from rules.rule_set import RuleSet


class PlaceThen(Struct, frozen=True):
    """Where somebody stood in a period: `rank` of `ranked`; no rank of too few opinions."""

    period: str
    rank: int | None
    ranked: int
    in_tail: bool
    opinions: int
    average: float | None


class CaseOfAccountability(Struct, frozen=True):
    """A suggestion with its grounds, and what a person decided (15-1, 15-2)."""

    id: UUID
    kind: str  # counties, institutions, officers
    subject_name: str
    suggestion: str
    period: str
    bulletin_id: UUID
    places: list[PlaceThen]
    overdue: int
    reopened: int
    refused: int
    decision: str | None
    impact: str
    reason: str
    decided_by: str | None
    decided_at: datetime | None


class Thresholds(Struct, frozen=True):
    """The parameters of today's rule set (15-5)."""

    talk_after: int  # periods in a row
    candidate_after: int
    tail_percent: int
    ranking_sample: int


class AccountabilityCases(Struct, frozen=True):
    rows: list[CaseOfAccountability]
    thresholds: Thresholds


class FailedOrders(Struct, frozen=True):
    rows: list[FailedOrder]


class Grounds(Struct, frozen=True):
    """What is written down when a suggestion is made; one of before has fewer (15-2)."""

    kind: str = ""
    places: list[PlaceThen] = []
    overdue: int = 0
    reopened: int = 0
    refused: int = 0
    orders: dict[str, list[str]] = {}


async def listed(*, by: StaffMember, rules: RuleSet) -> AccountabilityCases:
    """What the figures suggest about the own area: undecided, candidates first (15-1)."""
    rows = (
        await AccountabilityCase.filter(bureau_id=by.bureau_id)
        .order_by("-bulletin__period", "subject_name")
        .select_related("bulletin", "decided_by")
    )
    cases = [_case(row) for row in rows]
    return AccountabilityCases(
        sorted(
            cases,
            key=lambda one: (one.decision is not None, one.suggestion != Suggestion.CANDIDATE),
        ),
        Thresholds(
            rules.talk_after_periods.value,
            rules.candidate_after_periods.value,
            rules.ranking_tail_percent.value,
            rules.ranking_sample.value,
        ),
    )


async def orders_of(case_id: UUID, *, by: StaffMember) -> FailedOrders:
    """The failed orders a suggestion rests on, as they stand now (15-2)."""
    row = await AccountabilityCase.get_or_none(id=case_id, bureau_id=by.bureau_id)
    if row is None:
        raise NotFound
    failures = {UUID(order): how for order, how in _grounds(row).orders.items()}
    return FailedOrders(await failed_orders.shown(failures, by=by))


def _grounds(row: AccountabilityCase) -> Grounds:
    return msgspec.json.decode(row.grounds, type=Grounds)


def _case(row: AccountabilityCase) -> CaseOfAccountability:
    said = _grounds(row)
    return CaseOfAccountability(
        id=row.id,
        kind=said.kind,
        subject_name=row.subject_name,
        suggestion=row.suggestion,
        period=row.bulletin.period,
        bulletin_id=row.bulletin_id,
        places=said.places,
        overdue=said.overdue,
        reopened=said.reopened,
        refused=said.refused,
        decision=row.decision,
        impact=row.impact,
        reason=row.reason,
        decided_by=row.decided_by.name if row.decided_by else None,
        decided_at=row.decided_at,
    )
