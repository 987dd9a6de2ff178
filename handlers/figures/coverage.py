"""Which windows cannot be rated, and which nobody rates (Art. 8)."""

from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

from actions.exports import coverage_file
from handlers.endpoint import Call, File, endpoint
from handlers.permissions import May
from queries.figures import coverage
from queries.figures.coverage import Coverage, Show, Sight, Sort
from rules.actors import StaffMember
from rules.institutions import Level
from rules.work_calendar import local_day

A_MONTH = 30


class CoverageQuery(Struct, frozen=True):
    """`silent_days`: how long without a rating makes a code silent; for the eye, no rule."""

    silent_days: Annotated[int, Meta(ge=1, le=366)] = A_MONTH
    show: Literal["lacking", "without_code", "silent", "all"] = "lacking"
    level: Literal["city", "county", "town", "village"] | None = None
    region_id: UUID | None = None
    hall_id: UUID | None = None
    sort: Literal["place", "last_rated"] = "place"
    page: Annotated[int, Meta(ge=1, le=10_000)] = 1

    def sight(self, page: int | None) -> Sight:
        return Sight(
            silent_days=self.silent_days,
            show=Show(self.show),
            level=Level(self.level) if self.level else None,
            region_id=self.region_id,
            hall_id=self.hall_id,
            sort=Sort(self.sort),
            page=page,
        )


@endpoint("GET", "/api/coverage", may=May.BUREAU, takes=CoverageQuery, gives=Coverage)
async def show_coverage(call: Call[StaffMember, CoverageQuery]) -> Coverage:
    """Areas in reach and a page of windows: without a code, silent, or all (8-2, 8-4)."""
    return await _overview(call, call.body.page)


@endpoint("GET", "/api/coverage/file", may=May.BUREAU, takes=CoverageQuery, gives=File)
async def download_coverage(call: Call[StaffMember, CoverageQuery]) -> File:
    """All windows that are looked at, as CSV; `page` says nothing here."""
    seen = await _overview(call, None)
    return File(coverage_file.table(seen.windows), "text/csv; charset=utf-8", "coverage.csv")


async def _overview(call: Call[StaffMember, CoverageQuery], page: int | None) -> Coverage:
    today = local_day(call.now)
    return await coverage.overview(by=call.by, today=today, sight=call.body.sight(page))
