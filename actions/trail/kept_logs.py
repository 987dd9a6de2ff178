"""Rotated logs are kept for a year, each in a chain that tells what was done to it (9-2).

What a file holds stands in the database as a hash, chained and signed; that it was kept stands in
the audit trail, so that the end of the chain cannot be cut off. docs/decisions/0071.
"""

import json
import logging
from collections.abc import AsyncIterator
from datetime import date, datetime, timedelta
from enum import StrEnum

from msgspec import Struct
from tortoise.exceptions import IntegrityError
from tortoise.transactions import in_transaction

from actions.dependencies import Dependencies
from actions.keys import Keyring
from actions.trail import audit
from actions.trail.reigns import believed, reigns
from gateways.errors import GatewayError
from gateways.log_files import LogFiles, Measure
from models import AuditEntry, KeptLog
from rules.actors import System
from rules.work_calendar import local_day

BEGINNING = "0" * 64
QUIET = timedelta(minutes=10)  # a rotated file is written to for some seconds more
DAYS_OF_A_YEAR = 366
KEPT = "keep_log"
log = logging.getLogger("haochaping.logs")


class Wrong(StrEnum):
    """What is wrong with a kept log."""

    CHAIN = "chain"  # what stands in the database about it was changed, or one before was removed
    MISSING = "missing"  # the file is not there, or cannot be unpacked
    CHANGED = "changed"  # the file holds something else
    UNKNOWN = "unknown"  # a file nobody kept
    CUT_OFF = "cut_off"  # the audit trail knows of more than the chain


class Fault(Struct, frozen=True):
    """One thing that is wrong."""

    what: Wrong
    kind: str
    name: str


async def keep_new(*, deps: Dependencies, now: datetime) -> int:
    """Keep what was rotated since; how many files. Of two at once the database lets one (9-2)."""
    files = deps.gateways.logs
    if files is None:
        return 0
    known = {(one.kind, one.name) for one in await KeptLog.all().only("kind", "name")}
    kept = 0
    for one in await files.waiting(before=now - QUIET):
        if (one.kind, one.name) in known:
            continue
        measure = await files.keep(one)
        day = local_day(datetime.fromtimestamp(one.changed_at, now.tzinfo))
        kept += await _note(one.kind, one.name, measure, deps=deps, day=day, now=now)
    return kept


async def _note(
    kind: str, name: str, measure: Measure, *, day: date, deps: Dependencies, now: datetime
) -> int:
    last = await KeptLog.all().order_by("-number").first()
    row = KeptLog(
        number=last.number + 1 if last else 1,
        kind=kind,
        name=name,
        day=day,
        size=measure.size,
        lines=measure.lines,
        sha256=measure.sha256,
        kept_at=now,
    )
    row.hash = _hash(last.hash if last else BEGINNING, row, deps.keys)
    try:
        async with in_transaction():
            await row.save(force_create=True)
            await audit.record(
                by=System(),
                action=KEPT,
                object_kind="log",
                object_id=row.number,
                outcome="done",
                reason=f"{row.kind}: {row.lines}",
                now=now,
            )
    except IntegrityError:
        return 0  # another process was quicker, and this one comes round again
    return 1


def _hash(before: str, row: KeptLog, keys: Keyring) -> str:
    told = [before, row.number, row.kind, row.name, row.size, row.lines, row.sha256]
    return keys.index("kept log", json.dumps(told, ensure_ascii=False))


async def check(*, deps: Dependencies) -> list[Fault]:
    """Every file and every link; what is wrong, and nothing if all is whole (9-2)."""
    files = deps.gateways.logs
    faults = await check_chain(keys=deps.keys)
    if files is None:
        return faults
    rows = await KeptLog.all().order_by("number")
    for row in rows:
        if row.gone_at is None and (what := await state_of(row, files)):
            faults.append(Fault(what, row.kind, row.name))
    strangers = await files.names() - {(row.kind, row.name) for row in rows}
    return faults + [Fault(Wrong.UNKNOWN, *one) for one in sorted(strangers)]


async def state_of(row: KeptLog, files: LogFiles) -> Wrong | None:
    """What is wrong with this file, if anything."""
    try:
        measure = await files.measure(row.kind, row.name)
    except GatewayError:
        return Wrong.MISSING
    return None if measure.sha256 == row.sha256 else Wrong.CHANGED


async def check_chain(*, keys: Keyring) -> list[Fault]:
    """The links alone, without reading a file."""
    faults, before, number = [], BEGINNING, 0
    async for row in _rows():
        number += 1
        if row.number != number or row.hash != _hash(before, row, keys):
            faults.append(Fault(Wrong.CHAIN, row.kind, row.name))
            number = row.number
        before = row.hash
    said = await AuditEntry.filter(action=KEPT).order_by("-at", "-id").limit(20)
    known = await reigns()
    ours = [one for one in said if audit.is_signed(one, keys=keys)]
    last = max(
        (int(one.object_id) for one in ours if believed(one.key_number, one.at, known)), default=0
    )
    return faults + ([Fault(Wrong.CUT_OFF, "", str(last))] if last > number else [])


async def _rows() -> AsyncIterator[KeptLog]:
    for row in await KeptLog.all().order_by("number"):
        yield row


async def watch(*, deps: Dependencies) -> None:
    """Tell the log of the program what is wrong with the kept ones."""
    for fault in await check(deps=deps):
        log.error("kept log %s %s: %s", fault.kind, fault.name, fault.what)


async def let_go(*, deps: Dependencies, now: datetime) -> int:
    """Files whose year is over; their links stay. How many."""
    if deps.gateways.logs is None:
        return 0
    years = deps.rule_sets.at(now).log_years.value
    over = now - timedelta(days=DAYS_OF_A_YEAR * years)
    rows = await KeptLog.filter(gone_at=None, kept_at__lt=over)
    for row in rows:
        await KeptLog.filter(number=row.number).update(gone_at=now)
        await deps.gateways.logs.delete(row.kind, row.name)
    return len(rows)
