"""The worker of files of the exchange: a part at a time, each safe before it is counted (10-4).

A turn claims one file for a while. Who is killed in between leaves a file that may be longer than
its checkpoint, or a part of which nothing is in the tables: whoever takes over once the claim has
run out cuts it there, or reads that part again, and goes on.
"""

import json
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from tortoise.queryset import QuerySet
from tortoise.transactions import in_transaction

from actions.dependencies import Dependencies
from actions.exchange import party as parties
from actions.exchange import received
from actions.exchange.answers import confirm
from actions.exchange.facts import RELATED
from actions.exchange.files import OUT
from actions.exchange.push import worded
from actions.sql import exchange_files as sql
from gateways.errors import Permanent
from gateways.province import LONGEST_NUMBER, Row
from gateways.province_files import BROKEN, Part, ProvinceFiles
from models import ExchangeFile, ExchangeItem
from rules.exchange_files import FORMAT, TABLE, By, Holds, State, Step

CLAIM_FOR = timedelta(seconds=60)
AGAIN_AFTER = timedelta(seconds=30)
MOST_FAILURES = 3
ROWS = 1_000  # a part
PARTS = 4  # a turn


async def work(*, deps: Dependencies, now: datetime, rows: int = ROWS, parts: int = PARTS) -> int:
    """One turn of the file that has waited longest; 0 if there is none."""
    files = deps.gateways.province_files
    claimed = await sql.claim(lease=now + CLAIM_FOR, now=now) if files else None
    if files is None or claimed is None:
        return 0
    file = await ExchangeFile.get(id=claimed)
    try:
        for _ in range(parts):
            one = _write_part if file.direction == OUT else _read_part
            if not await one(file, rows, files=files, deps=deps, now=now):
                return 1
        await _mine(file).update(turn_at=now)
    except Exception:
        await _failed(file, now=now)
        raise
    return 1


async def _failed(file: ExchangeFile, *, now: datetime) -> None:
    if file.failures + 1 < MOST_FAILURES:
        later = {"failures": file.failures + 1, "turn_at": now + AGAIN_AFTER}
        await _mine(file).update(**later)
    else:
        over = TABLE.apply(State.RUNNING, Step.FAIL, By.WORKER)
        await _mine(file).update(state=over, finished_at=now)


async def _write_part(
    file: ExchangeFile, most: int, *, files: ProvinceFiles, deps: Dependencies, now: datetime
) -> bool:
    """The next messages into the file; False at its end. Art. 10 (10-1, 10-4)."""
    if file.rows_total is None:
        file.rows_total = await sql.count(file.asked_at)
        about = {"format": FORMAT, "file": file.number, "holds": Holds.MESSAGES}
        await _append(file, (await files.head(about)).content, files)
    ids = await sql.piece(file.asked_at, _behind(file), most)
    if not ids:
        await _close(file, files=files, deps=deps, now=now)
        return False
    items = await ExchangeItem.filter(id__in=ids).select_related(*RELATED)
    items.sort(key=lambda one: ids.index(one.id))
    agreement = await parties.agreement(deps=deps, now=now)
    told = await worded(items, agreement, deps=deps, now=now)
    content = b""
    if told:
        lines = [_line(item, row) for item, row in told]
        line = await files.part(file.number, file.parts_done + 1, lines)
        content = line.content
        file.parts = json.dumps([*json.loads(file.parts), [len(lines), line.sm3]])
        file.parts_done += 1
    file.taken += len(told)
    file.held += len(items) - len(told)
    file.rows_done = file.taken + file.held
    file.rows_total = max(file.rows_total, file.rows_done)
    file.after = f"{items[-1].service_record_id} {items[-1].place}"
    return await _append(file, content, files)


def _behind(file: ExchangeFile) -> tuple[UUID, int]:
    service, _, place = file.after.partition(" ")
    return (UUID(service), int(place)) if service else (sql.NOBODY, 0)


def _line(item: ExchangeItem, row: Row) -> dict[str, Any]:
    return {"id": item.id.hex, "kind": row.kind, "version": row.version, "fields": row.fields}


async def _append(file: ExchangeFile, content: bytes, files: ProvinceFiles) -> bool:
    """Write and count a part; False if somebody took over meanwhile."""
    file.size = await files.store.append(file.id, at=file.size, content=content)
    columns = ("size", "parts", "parts_done", "rows_total", "rows_done", "taken", "held", "after")
    return bool(await _mine(file).update(**{name: getattr(file, name) for name in columns}))


async def _close(
    file: ExchangeFile, *, files: ProvinceFiles, deps: Dependencies, now: datetime
) -> None:
    listed = [(rows, sm3) for rows, sm3 in json.loads(file.parts)]
    end = await files.end(file.number, listed)
    file.rows_total = file.rows_done  # what the interface told meanwhile is not in it
    if await _append(file, end.content, files):
        sha256 = await files.store.sha256(file.id)
        await _finish(file, deps=deps, now=now, sha256=sha256)


async def _read_part(
    file: ExchangeFile, _: int, *, files: ProvinceFiles, deps: Dependencies, now: datetime
) -> bool:
    """The next part of a file brought in, in one commit with how far it is; False at its end."""
    parts = [Part(**one) for one in json.loads(file.parts)]
    if file.parts_done == len(parts):
        await _finish(file, deps=deps, now=now)
        await files.store.delete(file.id)
        return False
    part = parts[file.parts_done]
    line = b"".join(
        [piece async for piece in files.store.read(file.id, start=part.start, length=part.length)]
    )
    rows = await files.rows(line)
    async with in_transaction():
        # First its turn, which waits for whoever else would read the same part.
        file.parts_done += 1
        file.rows_done += len(rows)
        if not await _mine(file).update(parts_done=file.parts_done, rows_done=file.rows_done):
            return False
        if file.holds == Holds.RATINGS:
            await _keep(file, rows, deps=deps, now=now)
        else:
            counts = await confirm(rows, now=now)
            file.taken += counts.confirmed
            file.held += counts.held
            file.known += counts.known
        counted = {"taken": file.taken, "known": file.known, "held": file.held}
        await _mine(file).update(**counted)
    return True


async def _keep(
    file: ExchangeFile, rows: list[dict[str, Any]], *, deps: Dependencies, now: datetime
) -> None:
    """Ratings they hold: kept like those of the interface, and known by the same numbers."""
    told = {}
    for one in rows:
        number, fields = str(one.get("number", "")), one.get("fields")
        if not 0 < len(number) <= LONGEST_NUMBER or not isinstance(fields, dict):
            raise Permanent("province", BROKEN)
        told[number] = {str(name): str(value) for name, value in fields.items()}
    party = await parties.province()
    new = await received.keep(party.id, told, keys=deps.keys, now=now, carried_by=file.id)
    file.taken += new
    file.known += len(rows) - new


async def _finish(file: ExchangeFile, *, deps: Dependencies, now: datetime, **columns: Any) -> None:
    """Done; a file of ours is kept for some days."""
    over = TABLE.apply(State.RUNNING, Step.FINISH, By.WORKER)
    until = now + timedelta(days=deps.export_days) if file.direction == OUT else None
    await _mine(file).update(state=over, finished_at=now, expires_at=until, **columns)


def _mine(file: ExchangeFile) -> QuerySet[ExchangeFile]:
    """The row, while this turn is the one that holds it."""
    return ExchangeFile.filter(id=file.id, turns=file.turns, state=State.RUNNING)
