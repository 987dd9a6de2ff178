"""The worker of imported services: a file is read and judged, later taken in, piece by piece.

A turn claims one file for a while. Who is killed in between leaves what was counted; whoever takes
over once the claim has run out reads the file again and goes on behind it. A row becomes the record
of its own id, so that taken in twice it is one service (6-7, 10-1).
"""

import asyncio
import base64
import logging
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import msgspec
from tortoise.queryset import QuerySet
from tortoise.transactions import in_transaction

from actions.dependencies import Dependencies
from actions.imports.shape import Problem
from actions.service_imports.columns import SHEET, said
from actions.service_imports.judging import look_at, near, problem_of, told_of
from actions.service_imports.reading import ReadFile, ReadRow, pieces, read
from actions.services.intake import Taken, judge_all, take_in_all
from actions.sql.statements import ask, unclaimed
from models import ServiceImport, ServiceImportRow, Staff
from rules.actors import Role, StaffMember
from rules.refusals import Refused
from rules.service_imports import TABLE, UNDO_TIME, By, Outcome, State, Step

CLAIM_FOR = timedelta(minutes=2)
A_PIECE = 250
MOST_FAILURES = 3
AGAIN_AFTER = timedelta(seconds=30)
PROJECT = 0  # the place of the case number among the cells
LONGEST_PROJECT = 64
log = logging.getLogger("haochaping.service_imports")

CLAIM = """UPDATE service_import SET turns = turns + 1, turn_at = $1
WHERE id IN (SELECT id FROM service_import
WHERE state IN ('waiting', 'checking', 'applying') AND turn_at <= $2
ORDER BY turn_at LIMIT 1{lock}) RETURNING id"""


class Cells(msgspec.Struct):
    """A row as it is kept: to be given back, and to be taken in."""

    typed: list[str]
    values: dict[str, str]


class TakenOver(Exception):
    """Somebody discarded the file, or another worker holds it by now."""


async def work(*, deps: Dependencies, now: datetime) -> int:
    """One turn of the file that has waited longest; 0 if there is none. Art. 10 (10-1)."""
    file = await _claim(now)
    if file is None:
        return 0
    try:
        if file.state == State.APPLYING:
            await _apply(file, deps=deps, now=now)
        else:
            await _check(file, deps=deps, now=now)
    except TakenOver:
        pass
    except Exception:
        later = {"failures": file.failures + 1, "turn_at": now + AGAIN_AFTER}
        await _mine(file).update(**later)
        if later["failures"] == MOST_FAILURES and file.state != State.APPLYING:
            await _refuse(file, "internal")
        raise
    return 1


async def _claim(now: datetime) -> ServiceImport | None:
    found = await ask(CLAIM.format(lock=unclaimed()), [now + CLAIM_FOR, now])
    return await ServiceImport.get(id=UUID(str(found[0]["id"]))) if found else None


async def _check(file: ServiceImport, *, deps: Dependencies, now: datetime) -> None:
    """Read the file and judge its rows; nothing is taken in."""
    file.state = TABLE.apply(State(file.state), Step.CHECK, By.WORKER)
    assert file.content_sealed is not None
    content = deps.keys.open(file.content_sealed, file, "content_sealed", file.id)
    found: ReadFile = await deps.in_worker(read, base64.b64decode(content))
    if found.refused:
        return await _refuse(file, found.refused)
    _name_repeated(found.rows)
    file.rows_total = len(found.rows)
    await _keep(file, state=file.state, rows_total=file.rows_total)
    by = await _uploader(file)
    for rows in pieces(found.rows[file.rows_done :], A_PIECE):
        await _judge(file, rows, by=by, deps=deps, now=now)
        await asyncio.sleep(0)
    return await _keep(
        file, state=TABLE.apply(State.CHECKING, Step.JUDGE, By.WORKER), content_sealed=None
    )


def _name_repeated(rows: Sequence[ReadRow]) -> None:
    """A service is told of once in a file: the second row of it says where the first one is."""
    seen: dict[tuple[str, str], int] = {}
    for row in rows:
        key = row.values.get("project", ""), row.values.get("service", "")
        first = seen.setdefault(key, row.number) if all(key) else row.number
        if first != row.number:
            where = {"other": first}
            row.problems.append(Problem(SHEET.key, row.number, "project", "duplicate", where))


async def _judge(
    file: ServiceImport,
    rows: Sequence[ReadRow],
    *,
    by: StaffMember,
    deps: Dependencies,
    now: datetime,
) -> None:
    there = await near(rows, by=by)
    for row in rows:
        look_at(row, there, now)
    ids = {row.number: uuid4() for row in rows}
    good = [row for row in rows if not row.problems]
    told = [told_of(row.values, ids[row.number]) for row in good]
    outcomes: dict[int, Outcome] = {}
    judged = await judge_all(told=told, deps=deps, now=now) if told else []
    for row, one in zip(good, judged, strict=True):
        if isinstance(one, Refused):
            row.problems.append(problem_of(row.number, one))
        else:
            outcomes[row.number] = Outcome.GOOD if one.new else Outcome.KNOWN
            file.overdue += one.new and one.overdue
    made = [
        _row(file, row, ids[row.number], outcomes.get(row.number, Outcome.BAD), deps)
        for row in rows
    ]
    counted = Counter(one.outcome for one in made)
    async with in_transaction():
        await ServiceImportRow.bulk_create(made)
        await _keep(
            file,
            rows_done=file.rows_done + len(rows),
            good=file.good + counted[Outcome.GOOD],
            known=file.known + counted[Outcome.KNOWN],
            bad=file.bad + counted[Outcome.BAD],
            overdue=file.overdue,
        )


def _row(
    file: ServiceImport, row: ReadRow, row_id: UUID, outcome: Outcome, deps: Dependencies
) -> ServiceImportRow:
    sealed = None
    if outcome is not Outcome.KNOWN:
        values = row.values if outcome is Outcome.GOOD else {}
        cells = msgspec.json.encode(Cells(row.typed, values)).decode()
        sealed = deps.keys.seal(cells, ServiceImportRow, "cells_sealed", row_id)
    project = row.values.get("project") or (row.typed[PROJECT] if row.typed else "")
    return ServiceImportRow(
        id=row_id,
        file_id=file.id,
        number=row.number,
        uploaded_at=file.uploaded_at,
        outcome=outcome,
        project_number=project[:LONGEST_PROJECT],
        problems=said(row.problems),
        cells_sealed=sealed,
    )


async def _apply(file: ServiceImport, *, deps: Dependencies, now: datetime) -> None:
    """Take the good rows in; one that is not good any more is named like the others."""
    by = await _uploader(file)
    while True:
        waiting = ServiceImportRow.filter(file_id=file.id, outcome=Outcome.GOOD)
        rows = await waiting.order_by("number").limit(A_PIECE)
        if not rows:
            break
        await _take(file, rows, by=by, deps=deps, now=now)
    state = TABLE.apply(State.APPLYING, Step.FINISH, By.WORKER)
    await _keep(file, state=state, applied_at=now)


async def _take(
    file: ServiceImport,
    rows: Sequence[ServiceImportRow],
    *,
    by: StaffMember,
    deps: Dependencies,
    now: datetime,
) -> None:
    outcomes = await take_in_all(
        told=[told_of(_cells(row, deps).values, row.id) for row in rows],
        by=by,
        deps=deps,
        now=now,
        invited_at=now + UNDO_TIME,
    )
    ids: dict[Outcome, list[UUID]] = {Outcome.TAKEN: [], Outcome.KNOWN: []}
    bad: dict[UUID, Problem] = {}
    for row, one in zip(rows, outcomes, strict=True):
        if isinstance(one, Taken):
            ids[Outcome.TAKEN if one.new else Outcome.KNOWN].append(row.id)
        else:
            bad[row.id] = problem_of(row.number, one)
    async with in_transaction():
        for outcome, done in ids.items():
            await ServiceImportRow.filter(id__in=done).update(outcome=outcome, cells_sealed=None)
        for row_id, problem in bad.items():
            why = said([problem])
            await ServiceImportRow.filter(id=row_id).update(outcome=Outcome.BAD, problems=why)
        await _keep(
            file,
            good=file.good - len(rows),
            taken=file.taken + len(ids[Outcome.TAKEN]),
            known=file.known + len(ids[Outcome.KNOWN]),
            bad=file.bad + len(bad),
        )


def _cells(row: ServiceImportRow, deps: Dependencies) -> Cells:
    assert row.cells_sealed is not None
    opened = deps.keys.open(row.cells_sealed, row, "cells_sealed", row.id)
    return msgspec.json.decode(opened, type=Cells)


async def _uploader(file: ServiceImport) -> StaffMember:
    """Who uploaded it, with the reach they had: that of the office, whoever confirms."""
    staff = await Staff.get(id=file.staff_id)
    role, *places = file.scope.split(":")
    bureau, institution, hall = (UUID(one) if one else None for one in places)
    return StaffMember(file.id, staff.id, Role(role), bureau, institution, hall)


async def _refuse(file: ServiceImport, error: str) -> None:
    state = TABLE.apply(State.CHECKING, Step.REFUSE, By.WORKER)
    await _keep(file, state=state, error=error, content_sealed=None)


async def _keep(file: ServiceImport, **values: object) -> None:
    """Write what is known of the file by now; `TakenOver` if it is not this turn's any more."""
    if not await _mine(file).update(**values):
        raise TakenOver
    for name, value in values.items():
        setattr(file, name, value)


def _mine(file: ServiceImport) -> QuerySet[ServiceImport]:
    under_way = (State.WAITING, State.CHECKING, State.APPLYING)
    return ServiceImport.filter(id=file.id, turns=file.turns, state__in=list(under_way))
