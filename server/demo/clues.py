"""The demo city's clues: one handed on with its receipt, others waiting for their readers."""

from datetime import datetime, timedelta

from actions.concerns import concerns, desks
from actions.dependencies import Dependencies
from models import Concern, DeskMember, Rating, Staff
from rules.actors import Citizen
from rules.concerns import Desk, Kind, kinds_in
from rules.grades import Grade
from server.demo import tables
from server.demo.members import by_login
from server.demo.office_time import OfficeTime
from server.demo.world import REACH

NAMED_BEFORE = timedelta(days=60)
FOUND_AFTER = timedelta(minutes=1)
REFERRED_AFTER, RECEIPT_AFTER = 5.0, 14.0  # office hours
BUREAU = "city"


async def hand_on(*, deps: Dependencies, now: datetime) -> int:
    """Name the readers and raise the clues of the table, once; how many were raised."""
    if await DeskMember.exists():
        return 0
    bureau = await by_login(BUREAU)
    for reader in tables.clues().reader:
        staff = await Staff.get(login=reader.login)
        at = now - NAMED_BEFORE
        await desks.name(desk=Desk(reader.desk), staff_id=staff.id, by=bureau, now=at)
    raised = 0
    for told in tables.clues().clue:
        raised += await _raise(told, deps=deps, now=now)
    return raised


async def _raise(told: tables.Clue, *, deps: Dependencies, now: datetime) -> bool:
    rating = await (_pressed(told, now) if told.said else _speaks(Kind(told.kind)))
    if rating is None or rating.session_id is None:
        return False
    at = rating.rated_at + FOUND_AFTER
    if told.said:
        await concerns.report_pressed(
            rating_id=rating.id,
            text=told.said,
            by=Citizen(rating.session_id, evaluator_id=rating.evaluator_id),
            deps=deps,
            now=at,
        )
        return True
    await concerns.raise_one(Kind(told.kind), rating.service_record, rating_id=rating.id, now=at)
    if told.body:
        await _refer(told, rating, at, deps=deps, now=now)
    return True


async def _speaks(kind: Kind) -> Rating | None:
    """The rating of a case whose text speaks of this (11-11)."""
    texts = [one.text for one in tables.cases() if kind in kinds_in(one.text)]
    found = Rating.filter(text__in=texts).order_by("rated_at")
    return await found.select_related("service_record").first()


async def _pressed(told: tables.Clue, now: datetime) -> Rating | None:
    """The newest full marks of a window, of which their citizen says that they were pressed for."""
    hall, number = told.window.split("/")
    found = Rating.filter(
        grade=Grade.VERY_SATISFIED,
        rated_at__lt=now - timedelta(days=1),
        service_record__window__number=number,
        service_record__window__hall__code=hall,
    )
    return await found.order_by("-rated_at", "id").first()


async def _refer(
    told: tables.Clue, rating: Rating, raised_at: datetime, *, deps: Dependencies, now: datetime
) -> None:
    """Its named reader hands it on; the receipt comes back (15-3, 15-4)."""
    time = OfficeTime.around(now, days=REACH, calendar=deps.calendar)
    [reader] = [one.login for one in tables.clues().reader if one.desk == Desk.DISCIPLINE]
    by = await by_login(reader)
    concern = await Concern.get(rating_id=rating.id, kind=told.kind)
    await concerns.refer(
        concern_id=concern.id,
        body=told.body,
        note=told.note,
        version=concern.version,
        by=by,
        deps=deps,
        now=time.after(raised_at, REFERRED_AFTER),
    )
    await concerns.note_receipt(
        concern_id=concern.id,
        number=told.receipt_number,
        by=by,
        now=time.after(raised_at, RECEIPT_AFTER),
    )
