"""效能监督 and 督促检查: what offices did with their work orders (Art. 4; 4-3, 4-5)."""

from typing import Literal
from uuid import UUID

from msgspec import Struct

from actions.assessment import efficiency_files
from actions.table_files import Line
from actions.trail import audit
from handlers.endpoint import Call, File, endpoint
from handlers.figures.bulletins import MEDIA, Period
from handlers.permissions import May
from queries.assessment import efficiency, supervisions
from queries.assessment.efficiency import EfficiencyReport, OrdersBehind
from queries.assessment.supervisions import Supervisions
from rules.actors import StaffMember


class MonthsQuery(Struct, frozen=True):
    """Months, both included: those the orders were opened in, or the supervisions issued in."""

    first: Period
    last: Period


class MonthsFileQuery(MonthsQuery, frozen=True):
    form: Literal["xlsx", "csv"]


class BehindQuery(MonthsQuery, frozen=True):
    institution_id: UUID


@endpoint("GET", "/api/efficiency", may=May.ASSESSMENTS, takes=MonthsQuery, gives=EfficiencyReport)
async def show_efficiency(call: Call[StaffMember, MonthsQuery]) -> EfficiencyReport:
    """Per institution in reach what became of the orders of some months (4-5)."""
    return await _report(call, call.body)


@endpoint("GET", "/api/efficiency/file", may=May.ASSESSMENTS, takes=MonthsFileQuery, gives=File)
async def download_efficiency(call: Call[StaffMember, MonthsFileQuery]) -> File:
    """The table as a signed file; every download is audited."""
    lines = efficiency_files.efficiency_lines(await _report(call, call.body))
    return await _file(call, "efficiency", lines)


@endpoint(
    "GET", "/api/efficiency/orders", may=May.CASE_STAFF, takes=BehindQuery, gives=OrdersBehind
)
async def list_orders_behind(call: Call[StaffMember, BehindQuery]) -> OrdersBehind:
    """The orders behind an institution's row."""
    return await efficiency.behind(
        call.body.institution_id,
        by=call.by,
        first=call.body.first,
        last=call.body.last,
        now=call.now,
        calendar=call.deps.calendar,
        rule_sets=call.deps.rule_sets,
    )


@endpoint("GET", "/api/supervisions", may=May.CASE_STAFF, takes=MonthsQuery, gives=Supervisions)
async def list_supervisions(call: Call[StaffMember, MonthsQuery]) -> Supervisions:
    """Every supervision of some months with its answer (4-3)."""
    return await _supervisions(call, call.body)


@endpoint("GET", "/api/supervisions/file", may=May.CASE_STAFF, takes=MonthsFileQuery, gives=File)
async def download_supervisions(call: Call[StaffMember, MonthsFileQuery]) -> File:
    """The supervisions as a signed file; every download is audited."""
    found = await _supervisions(call, call.body)
    return await _file(call, "supervisions", efficiency_files.supervision_lines(found, call.now))


AnyCall = Call[StaffMember, MonthsQuery] | Call[StaffMember, MonthsFileQuery]


async def _report(call: AnyCall, months: MonthsQuery) -> EfficiencyReport:
    return await efficiency.report(
        by=call.by,
        first=months.first,
        last=months.last,
        now=call.now,
        calendar=call.deps.calendar,
        rule_sets=call.deps.rule_sets,
    )


async def _supervisions(call: AnyCall, months: MonthsQuery) -> Supervisions:
    return await supervisions.of_months(
        by=call.by,
        first=months.first,
        last=months.last,
        now=call.now,
        calendar=call.deps.calendar,
        rule_sets=call.deps.rule_sets,
    )


async def _file(call: Call[StaffMember, MonthsFileQuery], what: str, lines: list[Line]) -> File:
    months = call.body
    await audit.record(
        by=call.by,
        action=f"download_{what}",
        outcome="done",
        reason=f"{months.first} {months.last}",
        now=call.now,
    )
    if months.form == "csv":
        content = efficiency_files.csv_of(lines, call.deps.keys)
    else:
        content = efficiency_files.xlsx_of(lines, call.deps.keys, call.now)
    return File(content, MEDIA[months.form], f"{what}-{months.first}-{months.last}.{months.form}")
