"""Files of the exchange: asked for, brought in, fetched (Art. 10; 10-4; docs/decisions/0043)."""

import hashlib
import json
from collections.abc import AsyncIterator
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID, uuid4

from tortoise.exceptions import IntegrityError
from tortoise.transactions import in_transaction

from actions.dependencies import Dependencies
from actions.sql import exchange_files as sql
from actions.trail import audit
from gateways.errors import Permanent
from gateways.province_files import BROKEN, Checked, ProvinceFiles
from models import ExchangeFile
from rules.actors import StaffMember
from rules.exchange_files import (
    FORMAT,
    TABLE,
    UNDER_WAY,
    BrokenFile,
    By,
    FileNotReady,
    ForeignFile,
    Holds,
    NoFileKeys,
    NothingToTell,
    State,
    Step,
)
from rules.refusals import NotFound

OUT, IN = "out", "in"
MOST_BYTES = 10_000_000  # what the way to the staff's side lets through


@dataclass(frozen=True, slots=True)
class Ready:
    """A file to be fetched, in whole or from some byte on."""

    name: str
    size: int
    sha256: str
    file_id: UUID
    files: ProvinceFiles

    def read(self, start: int, length: int) -> AsyncIterator[bytes]:
        """The bytes from `start` on."""
        return self.files.store.read(self.file_id, start=start, length=length)


async def export(*, by: StaffMember, deps: Dependencies, now: datetime) -> UUID:
    """Have everything the province has not confirmed written into a file; its id (10-4).

    While one is being made it is that one. What is in a file waits on all the same: the interface
    may tell it too, and the province knows it by its version. Raises `NoFileKeys`,
    `NothingToTell`.
    """
    _files(deps)
    running = await ExchangeFile.filter(direction=OUT, state__in=list(UNDER_WAY)).first()
    if running is not None:
        return running.id
    if not await sql.count(now):
        raise NothingToTell
    made = uuid4()
    async with in_transaction():
        await ExchangeFile.create(
            id=made,
            direction=OUT,
            holds=Holds.MESSAGES,
            number=made.hex,
            asked_by_id=by.staff_id,
            asked_at=now,
            turn_at=now,
        )
        await _note("export_exchange_file", made, by=by, now=now)
    return made


async def bring_in(*, content: bytes, by: StaffMember, deps: Dependencies, now: datetime) -> UUID:
    """Take a file of the province's; its row. Nothing of a file that is not whole is taken.

    The same file again is the row there is: it changes nothing, and goes on where it failed.
    Art. 10 (10-2, 10-4). Raises `NoFileKeys`, `BrokenFile`, `ForeignFile`.
    """
    files = _files(deps)
    checked = await _checked(files, content)
    known = await ExchangeFile.get_or_none(direction=IN, number=checked.file)
    if known is None:
        known = await _new(checked, content, by=by, files=files, now=now)
    if known.sm3 != checked.sm3:
        raise BrokenFile  # one number, two contents
    if known.state == State.FAILED:
        await files.store.append(known.id, at=0, content=content)
        after = TABLE.apply(State.FAILED, Step.AGAIN, By.ASKER)
        again = ExchangeFile.filter(id=known.id, state=State.FAILED)
        await again.update(state=after, turn_at=now, failures=0, finished_at=None)
    return known.id


async def _checked(files: ProvinceFiles, content: bytes) -> Checked:
    try:
        checked = await files.check(content)
    except Permanent as error:
        raise (BrokenFile if error.code == BROKEN else ForeignFile) from error
    if checked.about.get("format") != FORMAT or not 0 < len(checked.file) <= 64:
        raise BrokenFile
    if checked.holds not in (Holds.ANSWERS, Holds.RATINGS):
        raise ForeignFile  # a file of ours, brought back
    answered = checked.about.get("answers", "")
    ours = ExchangeFile.filter(direction=OUT, number=answered[:64])
    if checked.holds == Holds.ANSWERS and not await ours.exists():
        raise ForeignFile
    return checked


async def _new(
    checked: Checked, content: bytes, *, by: StaffMember, files: ProvinceFiles, now: datetime
) -> ExchangeFile:
    made = uuid4()
    # On the disk first: a row without its file could never be worked on.
    await files.store.append(made, at=0, content=content)
    try:
        async with in_transaction():
            row = await ExchangeFile.create(
                id=made,
                direction=IN,
                holds=checked.holds,
                number=checked.file,
                rows_total=checked.rows,
                size=len(content),
                sm3=checked.sm3,
                sha256=hashlib.sha256(content).hexdigest(),
                parts=json.dumps([asdict(one) for one in checked.parts]),
                asked_by_id=by.staff_id,
                asked_at=now,
                turn_at=now,
            )
            await _note("import_exchange_file", made, by=by, now=now)
    except IntegrityError:  # twice at this very moment
        await files.store.delete(made)
        return await ExchangeFile.get(direction=IN, number=checked.file)
    return row


async def fetch(*, file_id: UUID, by: StaffMember, deps: Dependencies, now: datetime) -> Ready:
    """A file of ours that is done; each time on record. Raises `NotFound`, `FileNotReady`."""
    files = _files(deps)
    row = await ExchangeFile.get_or_none(id=file_id, direction=OUT)
    if row is None:
        raise NotFound
    if row.state != State.DONE:
        raise FileNotReady
    await _note("fetch_exchange_file", row.id, by=by, now=now)
    name = f"exchange-{row.asked_at:%Y%m%d%H%M}-{row.number[:8]}.jsonl"
    return Ready(name, row.size, row.sha256, row.id, files)


async def sweep(*, deps: Dependencies, now: datetime) -> int:
    """Files whose days are over are gone, their rows stay; how many were."""
    files = deps.gateways.province_files
    over = await ExchangeFile.filter(state=State.DONE, expires_at__lte=now) if files else []
    for row in over:
        after = TABLE.apply(State.DONE, Step.EXPIRE, By.WORKER)
        await ExchangeFile.filter(id=row.id, state=State.DONE).update(state=after)
        assert files is not None
        await files.store.delete(row.id)
    return len(over)


def _files(deps: Dependencies) -> ProvinceFiles:
    if deps.gateways.province_files is None:
        raise NoFileKeys
    return deps.gateways.province_files


async def _note(action: str, file_id: UUID, *, by: StaffMember, now: datetime) -> None:
    await audit.record(
        by=by, action=action, outcome="done", object_kind="exchange", object_id=file_id, now=now
    )
