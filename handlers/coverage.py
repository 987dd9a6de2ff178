"""Which windows cannot be rated, and which nobody rates (Art. 8)."""

from typing import Annotated

from msgspec import Meta, Struct

from actions.bulletin_files import csv_bytes
from handlers.endpoint import Call, File, Nothing, endpoint
from handlers.permissions import May
from queries import coverage
from queries.coverage import Coverage
from rules.actors import StaffMember
from rules.work_calendar import local_day

A_MONTH = 30
HEAD = ("区域", "层级", "大厅", "窗口", "名称", "有二维码", "最近一次评价")
YES_NO = {True: "是", False: "否"}


class CoverageQuery(Struct, frozen=True):
    """`silent_days`: how long without a rating makes a code silent; for the eye, no rule."""

    silent_days: Annotated[int, Meta(ge=1, le=366)] = A_MONTH


@endpoint("GET", "/api/coverage", may=May.BUREAU, takes=CoverageQuery, gives=Coverage)
async def show_coverage(call: Call[StaffMember, CoverageQuery]) -> Coverage:
    """Areas in reach with the windows that have no code and those nobody rates (8-2, 8-4)."""
    return await _overview(call, call.body.silent_days)


@endpoint("GET", "/api/coverage/file", may=May.BUREAU, gives=File)
async def download_coverage(call: Call[StaffMember, Nothing]) -> File:
    """The listed windows as CSV."""
    seen = await _overview(call, A_MONTH)
    lines = [
        (
            one.region_name,
            one.level,
            one.hall_name,
            one.number,
            one.name,
            YES_NO[one.has_code],
            str(one.last_rated or ""),
        )
        for one in seen.windows
    ]
    return File(csv_bytes([HEAD, *lines]), "text/csv; charset=utf-8", "coverage.csv")


async def _overview(
    call: Call[StaffMember, CoverageQuery] | Call[StaffMember, Nothing], days: int
) -> Coverage:
    return await coverage.overview(by=call.by, today=local_day(call.now), silent_days=days)
