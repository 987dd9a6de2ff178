"""A rating on paper: printed, typed in by two people, looked at by a third (Art. 7; 7-12)."""

import secrets
from dataclasses import asdict, astuple
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from tortoise.exceptions import IntegrityError
from tortoise.transactions import in_transaction

from actions.channels import paper_ratings
from actions.dependencies import Dependencies
from actions.trail import audit
from models import Bureau, PaperEntry, PaperSlip, Rating, ServiceRecord, Staff, Window
from queries.channels.paper_slips import slips_in_reach, typed_of
from queries.channels.rating_devices import halls_in_reach
from rules import grades, tags
from rules.actors import StaffMember
from rules.paper import Paper, Typed, is_paper_number, may_be_written, paper_number
from rules.refusals import NotFound, ReasonMissing, Refused, Stale
from rules.work_calendar import local_day

CHANCE = 10**9  # numbers of sheets
TURNS = 2  # that have to agree


class PaperUnknown(Refused):
    """No sheet of a hall in reach has this number."""

    code = "paper_unknown"


class PaperOver(Refused):
    """The sheet was typed in twice, or set aside."""

    code = "paper_over"


class PaperSamePerson(Refused):
    """Who typed a sheet in, under whatever account, does not do it again (7-12)."""

    code = "paper_same_person"


class PaperService(Refused):
    """The hall has no service of this number that can be rated on paper."""

    code = "paper_service"


class PaperDay(Refused):
    """The day on the sheet is before the service or ahead of today."""

    code = "paper_day"


class PaperRated(Refused):
    """The service has its opinion, or another sheet (7-1)."""

    code = "paper_rated"


class PaperOwnHouse(Refused):
    """The clerk belongs to the institution that is rated (3-3)."""

    code = "paper_own_house"


async def print_slips(
    *, window_id: UUID, count: int, by: StaffMember, now: datetime
) -> tuple[UUID, UUID]:
    """New sheets for a window in reach: their batch and the hall. Art. 7 (7-12)."""
    window = await Window.get_or_none(id=window_id, closed_at=None)
    if window is None or not await halls_in_reach(by).filter(id=window.hall_id).exists():
        raise NotFound
    batch = uuid4()
    async with in_transaction():
        for _ in range(count):
            await PaperSlip.create(
                id=uuid4(),
                number=paper_number(secrets.randbelow(CHANCE)),
                batch=batch,
                window_id=window_id,
                printed_at=now,
                printed_by_id=by.staff_id,
                state=Paper.BLANK,
                changed_at=now,
            )
        await _audit(batch, "print_paper_slips", by=by, now=now)
    return batch, window.hall_id


async def type_in(
    *, number: str, typed: Typed, by: StaffMember, deps: Dependencies, now: datetime
) -> str:
    """What one person reads on a sheet; the sheet's state after it. Art. 7, 9 (7-12, 3-3).

    The second person, who is shown nothing of the first one's, makes it a rating if both read the
    same. Raises `PaperUnknown`, `PaperOver`, `PaperSamePerson`, `PaperService`, `PaperDay`,
    `PaperRated`, `PaperOwnHouse`, `Stale`.
    """
    tags.check(grades.parse(typed.grade), typed.tags.split(",") if typed.tags else [])
    slip = await _in_reach(by, number=number) if is_paper_number(number) else None
    if slip is None:
        raise PaperUnknown
    if slip.state not in (Paper.BLANK, Paper.FIRST):
        raise PaperOver
    record = await _record(slip, typed, now)
    person = await _person(by, record)
    before = await PaperEntry.filter(slip_id=slip.id).order_by("turn")
    if person in {one.person for one in before}:
        raise PaperSamePerson
    turn = len(before) + 1
    state, change = Paper.FIRST, {}
    if turn == TURNS:
        alike = astuple(typed_of(before[0])) == astuple(typed)
        state = Paper.AGREED if alike else Paper.DIFFERS
        change = {"service_record_id": record.id} if alike else {}
    await _note(slip, turn, typed, person, state, by=by, now=now, **change)
    if state is Paper.AGREED:
        return await paper_ratings.finish(slip.id, deps=deps, now=now)
    return state


async def decide(
    *, slip_id: UUID, turn: int, reason: str, by: StaffMember, deps: Dependencies, now: datetime
) -> str:
    """A third person says which of two entries stands, or sets the sheet aside with a reason.

    `turn` is 1 or 2, or 0 for neither. Art. 7 (7-12). Raises what `type_in` raises.
    """
    slip = await _in_reach(by, id=slip_id)
    if slip is None:
        raise NotFound
    if slip.state != Paper.DIFFERS:
        raise PaperOver
    entries = await PaperEntry.filter(slip_id=slip.id).order_by("turn")
    if turn == 0:
        if not reason:
            raise ReasonMissing
        await _set_aside(slip, reason, entries, by=by, now=now)
        return Paper.SET_ASIDE
    chosen = typed_of(entries[turn - 1])
    record = await _record(slip, chosen, now)
    person = await _person(by, record)
    if person in {one.person for one in entries}:
        raise PaperSamePerson
    agreed: dict[str, Any] = {"service_record_id": record.id}
    await _note(slip, TURNS + 1, chosen, person, Paper.AGREED, by=by, now=now, **agreed)
    return await paper_ratings.finish(slip.id, deps=deps, now=now)


async def _set_aside(
    slip: PaperSlip, reason: str, entries: list[PaperEntry], *, by: StaffMember, now: datetime
) -> None:
    if await _own_key(by) in {one.person for one in entries}:
        raise PaperSamePerson
    async with in_transaction():
        standing = PaperSlip.filter(id=slip.id, state=Paper.DIFFERS)
        if not await standing.update(state=Paper.SET_ASIDE, reason=reason, changed_at=now):
            raise Stale
        await _audit(slip.id, "set_paper_aside", by=by, now=now, reason=reason)


async def _in_reach(by: StaffMember, **which: Any) -> PaperSlip | None:
    slips = PaperSlip.filter(slips_in_reach(by), **which)
    return await slips.select_related("window").first()


async def _record(slip: PaperSlip, typed: Typed, now: datetime) -> ServiceRecord:
    """The service of the sheet: of its hall, somebody's, and without an opinion."""
    record = await ServiceRecord.get_or_none(
        project_number=typed.project_number, service_number=typed.service_number
    )
    if record is None or record.hall_id != slip.window.hall_id or record.applicant_index is None:
        raise PaperService
    today, ended_on = local_day(now), local_day(record.ended_at)
    if not may_be_written(typed.written_on, ended_on=ended_on, today=today):
        raise PaperDay
    others = PaperSlip.filter(service_record_id=record.id).exclude(id=slip.id)
    rated = Rating.filter(service_record_id=record.id, opinion__gte=1)
    if await others.exists() or await rated.exists():
        raise PaperRated
    return record


async def _own_key(by: StaffMember) -> str:
    index = (await Staff.get(id=by.staff_id)).document_index
    return index or str(by.staff_id)


async def _person(by: StaffMember, record: ServiceRecord) -> str:
    """Who the clerk is, whatever the account; nobody of the rated house types in (3-3)."""
    person = await _own_key(by)
    house = record.institution_id
    there = Staff.filter(document_index=person, institution_id=house)
    bureau = await Bureau.get_or_none(id=by.bureau_id) if by.bureau_id else None
    own = bureau is not None and bureau.own_institution_id == house
    if own or await there.exists():
        raise PaperOwnHouse
    return person


async def _note(
    slip: PaperSlip,
    turn: int,
    typed: Typed,
    person: str,
    state: Paper,
    *,
    by: StaffMember,
    now: datetime,
    **change: Any,
) -> None:
    """Entry and state in one commit; who comes second for a turn is told so (`Stale`)."""
    try:
        async with in_transaction():
            await PaperEntry.create(
                id=uuid4(),
                slip_id=slip.id,
                turn=turn,
                clerk_id=by.staff_id,
                person=person,
                at=now,
                **asdict(typed),
            )
            standing = PaperSlip.filter(id=slip.id, state=slip.state)
            if not await standing.update(state=state, changed_at=now, **change):
                raise Stale
            await _audit(slip.id, "type_in_paper", by=by, now=now)
    except IntegrityError as error:
        raise Stale from error


async def _audit(
    object_id: UUID, action: str, *, by: StaffMember, now: datetime, reason: str = ""
) -> None:
    await audit.record(
        by=by,
        action=action,
        object_kind="paper_slip",
        object_id=object_id,
        outcome="done",
        reason=reason,
        now=now,
    )
