"""What figures suggest about the own area, and what people decided (Art. 15)."""

from datetime import datetime
from uuid import UUID

import msgspec
from msgspec import Struct

from models import AccountabilityCase
from rules.actors import StaffMember


class CaseOfAccountability(Struct, frozen=True):
    """A suggestion with its grounds, and what a person decided (15-1, 15-2)."""

    id: UUID
    subject_name: str
    suggestion: str
    period: str
    periods: list[str]
    ranks: list[int | None]
    overdue: int
    reopened: int
    decision: str | None
    impact: str
    reason: str
    decided_by: str | None
    decided_at: datetime | None


class AccountabilityCases(Struct, frozen=True):
    rows: list[CaseOfAccountability]


async def listed(*, by: StaffMember) -> AccountabilityCases:
    """What the figures suggest about the own area, undecided first (15-1)."""
    rows = (
        await AccountabilityCase.filter(bureau_id=by.bureau_id)
        .order_by("-bulletin__period", "subject_name")
        .select_related("bulletin", "decided_by")
    )
    cases = [_case(row) for row in rows]
    return AccountabilityCases(sorted(cases, key=lambda one: one.decision is not None))


def _case(row: AccountabilityCase) -> CaseOfAccountability:
    grounds = msgspec.json.decode(row.grounds)
    return CaseOfAccountability(
        id=row.id,
        subject_name=row.subject_name,
        suggestion=row.suggestion,
        period=row.bulletin.period,
        periods=grounds["periods"],
        ranks=grounds["ranks"],
        overdue=grounds["overdue"],
        reopened=grounds["reopened"],
        decision=row.decision,
        impact=row.impact,
        reason=row.reason,
        decided_by=row.decided_by.name if row.decided_by else None,
        decided_at=row.decided_at,
    )
