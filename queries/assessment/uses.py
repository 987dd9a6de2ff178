"""Which results went into an annual assessment, and whether they are still the ones (Art. 14)."""

from datetime import datetime
from uuid import UUID

import msgspec
from msgspec import Struct

from models import AssessmentUse
from queries.assessment.assessment import UsedBulletin, bureau_of, used
from rules.actors import StaffMember
from rules.assessment_use import basis_of, owed
from rules.work_calendar import local_day


class UseRow(Struct, frozen=True):
    """An entry; `corrected`: since then a bulletin it is from has another version, or is new.

    `standing`: the last one of its year, which stands for those before it.
    """

    id: UUID
    year: int
    first: str
    last: str
    basis: str
    bulletins: list[UsedBulletin]
    unanswered: int
    reference: str
    recorded_by: str
    recorded_at: datetime
    corrected: bool
    standing: bool


class AssessmentUses(Struct, frozen=True):
    """Newest first; `owed` are years that are over, published, and in no assessment yet."""

    rows: list[UseRow]
    owed: list[int]


async def listed(*, by: StaffMember, now: datetime) -> AssessmentUses:
    """What the performance office of the supervising bureau's area recorded (14-1, 14-2)."""
    bureau_id = await bureau_of(by)
    months = [
        (row.period, row.version, row.hash) for row in await used(bureau_id, "2000-01", "2999-12")
    ]
    found = AssessmentUse.filter(bureau_id=bureau_id).order_by("-year", "-ordinal")
    rows, years = [], set[int]()
    for use in await found.select_related("recorded_by"):
        stands = basis_of(one for one in months if use.first_month <= one[0] <= use.last_month)
        rows.append(_shown(use, corrected=stands != use.basis, standing=use.year not in years))
        years.add(use.year)
    of_years = {int(period[:4]) for period, _, _ in months}
    return AssessmentUses(rows, owed(of_years, recorded=years, this_year=local_day(now).year))


def _shown(use: AssessmentUse, *, corrected: bool, standing: bool) -> UseRow:
    return UseRow(
        id=use.id,
        year=use.year,
        first=use.first_month,
        last=use.last_month,
        basis=use.basis,
        bulletins=msgspec.json.decode(use.bulletins, type=list[UsedBulletin]),
        unanswered=use.unanswered,
        reference=use.reference,
        recorded_by=use.recorded_by.name,
        recorded_at=use.recorded_at,
        corrected=corrected,
        standing=standing,
    )
