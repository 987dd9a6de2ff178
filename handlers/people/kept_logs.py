"""Kept logs: found, read and taken along by the auditor (9-2)."""

from datetime import date
from typing import Annotated

from msgspec import Meta, Struct

from actions.trail import kept_logs as keeping
from actions.trail import log_reading
from actions.trail.log_reading import LogLines
from handlers.endpoint import Call, File, endpoint
from handlers.permissions import May
from queries.people import kept_logs
from queries.people.kept_logs import LogPage
from rules.actors import StaffMember
from rules.refusals import NotFound

Page = Annotated[int, Meta(ge=1, le=10_000)]
MOST_DIGITS = 9


class LogQuery(Struct, forbid_unknown_fields=True):
    kind: Annotated[str, Meta(max_length=20)] = ""
    first: date | None = None
    last: date | None = None
    page: Page = 1


class LineQuery(Struct, forbid_unknown_fields=True):
    text: Annotated[str, Meta(max_length=80)] = ""
    page: Page = 1


@endpoint("GET", "/api/staff/logs", may=May.AUDITOR, takes=LogQuery, gives=LogPage)
async def list_logs(call: Call[StaffMember, LogQuery]) -> LogPage:
    """Logs of access and of the database that are kept, newest first."""
    asked = call.body
    whole = not await keeping.check_chain(keys=call.deps.keys)
    return await kept_logs.page(
        by=call.by,
        kind=asked.kind,
        first=asked.first,
        last=asked.last,
        page=asked.page,
        whole=whole,
    )


@endpoint(
    "GET",
    "/api/staff/logs/{number}",
    may=May.AUDITOR,
    takes=LineQuery,
    gives=LogLines,
    errors=("not_found",),
)
async def search_log(call: Call[StaffMember, LineQuery], number: str) -> LogLines:
    """Lines of a kept log that hold a text, and whether the file is as it was kept."""
    asked = call.body
    return await log_reading.lines(
        number=_number(number), text=asked.text, page=asked.page, by=call.by, deps=call.deps
    )


@endpoint(
    "GET", "/api/staff/logs/{number}/file", may=May.AUDITOR, gives=File, errors=("not_found",)
)
async def download_log(call: Call[StaffMember, None], number: str) -> File:
    """A kept log as a file, packed; every download is audited."""
    name, content = await log_reading.file(
        number=_number(number), by=call.by, deps=call.deps, now=call.now
    )
    return File(content, "application/gzip", name, attached=True)


def _number(said: str) -> int:
    if not (said.isascii() and said.isdigit() and len(said) <= MOST_DIGITS):
        raise NotFound
    return int(said)
