"""Long lists as files: asked for here, made by the job loop, fetched here (Art. 4; 4-3)."""

from typing import Any
from uuid import UUID

from actions.exports import exports
from handlers.endpoint import Call, Download, Limit, Nothing, endpoint
from handlers.figures.statistics import CasesBehindFilter
from handlers.orders.work_orders import OrderFilter
from handlers.people.audit import AuditChosen
from handlers.permissions import May
from queries.figures import exports as queries
from queries.figures.exports import ExportRow, Exports
from rules.actors import StaffMember
from rules.exports import Kind

OFTEN = Limit(60, 3600)


@endpoint(
    "POST",
    "/api/exports/work-orders",
    may=May.CASE_STAFF,
    takes=OrderFilter,
    gives=ExportRow,
    status=201,
    limit=OFTEN,
)
async def export_work_orders(call: Call[StaffMember, OrderFilter]) -> ExportRow:
    """Have the chosen orders exported with what they went through, for supervision (4-3)."""
    return await _asked(call, Kind.ORDERS, call.body.chosen(call.by))


@endpoint(
    "POST",
    "/api/exports/cases",
    may=May.BUREAU,
    takes=CasesBehindFilter,
    gives=ExportRow,
    status=201,
    limit=OFTEN,
)
async def export_cases(call: Call[StaffMember, CasesBehindFilter]) -> ExportRow:
    """Have the ratings behind a figure exported, without their evaluators."""
    return await _asked(call, Kind.CASES, call.body.chosen())


@endpoint(
    "POST",
    "/api/exports/audit",
    may=May.AUDITOR,
    takes=AuditChosen,
    gives=ExportRow,
    status=201,
    limit=OFTEN,
)
async def export_audit(call: Call[StaffMember, AuditChosen]) -> ExportRow:
    """Have the audit trail exported."""
    return await _asked(call, Kind.AUDIT, call.body.chosen())


@endpoint("GET", "/api/exports", may=May.LISTS, gives=Exports)
async def list_exports(call: Call[StaffMember, None]) -> Exports:
    """The own exports, newest first."""
    return await queries.mine(by=call.by, keep_days=call.deps.export_days)


@endpoint(
    "POST",
    "/api/exports/{export_id}/again",
    may=May.LISTS,
    gives=ExportRow,
    errors=("not_found",),
    status=201,
    limit=OFTEN,
)
async def export_again(call: Call[StaffMember, Nothing], export_id: UUID) -> ExportRow:
    """Ask for the same list as it is now."""
    made = await exports.ask_again(job_id=export_id, by=call.by, now=call.now)
    return await queries.one(made, by=call.by)


@endpoint(
    "POST",
    "/api/exports/{export_id}/cancel",
    may=May.LISTS,
    gives=ExportRow,
    errors=("not_found", "not_allowed_now"),
)
async def cancel_export(call: Call[StaffMember, Nothing], export_id: UUID) -> ExportRow:
    """Call an export off."""
    await exports.cancel(job_id=export_id, by=call.by, deps=call.deps, now=call.now)
    return await queries.one(export_id, by=call.by)


@endpoint(
    "GET",
    "/api/exports/{export_id}/file",
    may=May.LISTS,
    gives=Download,
    errors=("not_found", "export_not_ready"),
)
async def download_export(call: Call[StaffMember, None], export_id: UUID) -> Download:
    """The file; a download that was cut off goes on where it stopped (Range)."""
    ready = await exports.fetch(job_id=export_id, by=call.by, deps=call.deps, now=call.now)
    return Download(ready.name, "text/csv; charset=utf-8", ready.size, ready.sha256, ready.read)


async def _asked(call: Call[StaffMember, Any], kind: Kind, chosen: object) -> ExportRow:
    made = await exports.ask(kind=kind, chosen=chosen, by=call.by, now=call.now)
    return await queries.one(made, by=call.by)
