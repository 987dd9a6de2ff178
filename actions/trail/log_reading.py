"""The auditor reads and takes along kept logs; that it was done is on record (9-2)."""

from datetime import datetime

from msgspec import Struct

from actions.dependencies import Dependencies
from actions.trail import audit
from actions.trail.kept_logs import Wrong, state_of
from gateways.errors import Permanent
from gateways.log_files import PACKED, LogFiles
from models import KeptLog
from queries.people import kept_logs
from queries.people.kept_logs import LogRow
from rules.actors import StaffMember
from rules.refusals import NotFound

A_PAGE = 100


class LogLines(Struct, frozen=True):
    """Lines of a file that hold what was looked for; `wrong`: what was done to the file, if so."""

    file: LogRow
    wrong: Wrong | None
    lines: list[str]
    more: bool


async def lines(
    *, number: int, text: str, page: int, by: StaffMember, deps: Dependencies
) -> LogLines:
    """A page of the lines of a kept file that hold `text`. `not_found` for none of this number."""
    row, files = await _found(number, by=by, deps=deps)
    wrong = None if row.gone_at else await state_of(row, files)
    found: tuple[list[str], bool] = ([], False)
    if row.gone_at is None and wrong is not Wrong.MISSING:
        skip = (page - 1) * A_PAGE
        found = await files.find(row.kind, row.name, text=text, skip=skip, most=A_PAGE)
    return LogLines(kept_logs.row_of(row), wrong, *found)


async def file(
    *, number: int, by: StaffMember, deps: Dependencies, now: datetime
) -> tuple[str, bytes]:
    """Name and bytes of a kept file, packed. `not_found` if it is gone."""
    row, files = await _found(number, by=by, deps=deps)
    try:
        content = await files.packed(row.kind, row.name)
    except Permanent as error:
        raise NotFound from error
    await audit.record(
        by=by,
        action="download_log",
        object_kind="log",
        object_id=number,
        outcome="done",
        now=now,
    )
    return f"{row.kind}-{row.name}{PACKED}", content


async def _found(number: int, *, by: StaffMember, deps: Dependencies) -> tuple[KeptLog, LogFiles]:
    row = await kept_logs.one(number, by=by)
    if row is None or deps.gateways.logs is None:
        raise NotFound
    return row, deps.gateways.logs
