"""Papers of a county, filed with the city version by version (Art. 12, 16; 12-3, 16-1, 16-2)."""

from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

from tortoise.exceptions import IntegrityError
from tortoise.transactions import in_transaction

from actions import outbox
from actions.trail import audit
from models import Filing
from queries.papers.filings import reach
from rules.actors import Role, StaffMember
from rules.filings import TABLE, Kind, Side, State, Step, media_type_of
from rules.refusals import NotFound, Stale

MOST_BYTES = 10_000_000


@dataclass(frozen=True, slots=True)
class _Move:
    """A step with what it writes and what it tells."""

    step: Step
    topic: str | None = None
    changes: dict[str, Any] = field(default_factory=dict)


async def upload(*, kind: str, content: bytes, by: StaffMember, now: datetime) -> None:
    """Keep a document as the next version of a paper, seen by the own bureau alone until it is
    filed. Its bytes never change, nor does its SHA-256. Errors: `no_document`, `stale`.
    """
    if kind not in list(Kind):
        raise NotFound
    media_type = media_type_of(content)
    last = await Filing.filter(bureau_id=by.bureau_id, kind=kind).order_by("-version").first()
    try:
        made = await Filing.create(
            id=uuid4(),
            bureau_id=by.bureau_id,
            kind=kind,
            version=last.version + 1 if last else 1,
            state=State.DRAFT,
            media_type=media_type,
            size=len(content),
            hash=sha256(content).hexdigest(),
            content=content,
            uploaded_by_id=by.staff_id,
            uploaded_at=now,
        )
    except IntegrityError as error:
        raise Stale from error
    await _note("upload_filing", made.id, by=by, now=now)


async def file(
    *, filing_id: UUID, title: str, effective_from: date, by: StaffMember, now: datetime
) -> None:
    """Hand a version to the city, with its title and the day it comes into force (16-1, 16-2)."""
    changes = {"title": title, "effective_from": effective_from, "filed_at": now}
    await _take(filing_id, _Move(Step.FILE, "filing_filed", changes), by=by, now=now)


async def discard(*, filing_id: UUID, by: StaffMember, now: datetime) -> None:
    """Put a version aside that was not filed yet."""
    await _take(filing_id, _Move(Step.DISCARD), by=by, now=now)


async def accept(*, filing_id: UUID, by: StaffMember, now: datetime) -> None:
    """The city puts a version on record (16-1)."""
    changes = {"decided_by_id": by.staff_id, "decided_at": now}
    await _take(filing_id, _Move(Step.ACCEPT, "filing_decided", changes), by=by, now=now)


async def give_back(*, filing_id: UUID, reason: str, by: StaffMember, now: datetime) -> None:
    """The city returns a version with its reason; a better one is another version (16-1)."""
    changes = {"decided_by_id": by.staff_id, "decided_at": now, "reason": reason}
    await _take(filing_id, _Move(Step.RETURN, "filing_decided", changes), by=by, now=now)


async def _take(filing_id: UUID, move: _Move, *, by: StaffMember, now: datetime) -> None:
    """One step of the table, in one commit with what it tells."""
    filing = await Filing.filter(**reach(by), id=filing_id).only("id", "state").first()
    if filing is None:
        raise NotFound
    side = Side.CITY if by.role is Role.CITY_BUREAU else Side.COUNTY
    before = State(filing.state)
    after = TABLE.apply(before, move.step, side)
    async with in_transaction():
        taken = Filing.filter(id=filing_id, state=before)
        if await taken.update(state=after, **move.changes) != 1:
            raise Stale
        if move.topic:
            await outbox.post(topic=move.topic, about=filing_id, now=now)
        await _note(f"{move.step}_filing", filing_id, by=by, now=now)


async def _note(action: str, filing_id: UUID, *, by: StaffMember, now: datetime) -> None:
    await audit.record(
        by=by, action=action, outcome="done", object_kind="filing", object_id=filing_id, now=now
    )
