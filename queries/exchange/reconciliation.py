"""Days compared with the province, and each record about which the sides differ (10-6)."""

from datetime import date, datetime
from uuid import UUID

from msgspec import Struct
from tortoise.functions import Count

from models import Reconciliation, ReconciliationLine
from rules.actors import StaffMember
from rules.reconciliation import State

DAYS_SHOWN = 31
LINES_SHOWN = 500


class DifferenceRow(Struct, frozen=True):
    """One service; `ours` and `theirs` are the grades that count, empty where there is none."""

    id: UUID
    project_number: str
    service_number: int
    what: str  # missing_there, missing_here, differs
    ours: str
    theirs: str
    state: str  # open, acknowledged, settled
    reason: str
    mended_at: datetime | None


class ReconciledDay(Struct, frozen=True):
    """A day with how many ratings count on each side, and its differences by their state."""

    day: date
    made_at: datetime
    ours: int
    theirs: int
    open: int
    acknowledged: int
    settled: int


class ReconciliationView(Struct, frozen=True):
    """The last days, and the differences of one of them, the open ones first."""

    days: list[ReconciledDay]
    day: date | None
    lines: list[DifferenceRow]


async def view(*, day: date | None, by: StaffMember) -> ReconciliationView:
    """The days there are; the differences of `day`, or of the newest (10-6)."""
    rows = await Reconciliation.all().order_by("-day").limit(DAYS_SHOWN)
    shown = next((one for one in rows if one.day == day), rows[0] if rows and not day else None)
    counted = (
        ReconciliationLine.filter(reconciliation_id__in=[one.id for one in rows])
        .annotate(many=Count("id"))
        .group_by("reconciliation_id", "state")
    )
    counts = {
        (row["reconciliation_id"], row["state"]): row["many"]
        for row in await counted.values("reconciliation_id", "state", "many")
    }
    days = [
        ReconciledDay(
            one.day,
            one.made_at,
            one.ours,
            one.theirs,
            *(counts.get((one.id, state), 0) for state in State),
        )
        for one in rows
    ]
    return ReconciliationView(days, shown.day if shown else None, await _lines(shown))


async def _lines(shown: Reconciliation | None) -> list[DifferenceRow]:
    if shown is None:
        return []
    found = ReconciliationLine.filter(reconciliation_id=shown.id)
    rows = await found.order_by("project_number", "service_number").limit(LINES_SHOWN)
    order = list(State)
    rows.sort(key=lambda one: order.index(State(one.state)))
    return [
        DifferenceRow(
            id=one.id,
            project_number=one.project_number,
            service_number=one.service_number,
            what=one.what,
            ours=one.ours,
            theirs=one.theirs,
            state=one.state,
            reason=one.reason,
            mended_at=one.mended_at,
        )
        for one in rows
    ]
