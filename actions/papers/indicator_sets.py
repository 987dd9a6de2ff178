"""Indicator sets loaded by one person of the city and activated by another (Art. 4; 4-2)."""

from datetime import datetime

from tortoise.exceptions import IntegrityError

from actions.dependencies import Dependencies
from actions.trail import audit
from models import IndicatorSetRecord
from queries.people.same_person import same_person
from rules.actors import StaffMember
from rules.bulletins import SamePerson
from rules.indicator_document import CODE, BadIndicatorSet
from rules.indicators import FIRST, IndicatorSet, from_document
from rules.refusals import NotAllowedNow, NotFound, Refused, Stale
from rules.work_calendar import local_day


class IndicatorSetRefused(Refused):
    """The document is no indicator set this program can obey; `problems` names each reason."""

    code = "indicator_set_refused"


class IndicatorSetOverlaps(Refused):
    """Another set begins on the same day, or there is one of this code already."""

    code = "indicator_set_overlaps"


class IndicatorSetTooLate(Refused):
    """A set begins after today: what has ended was evaluated by its own (4-2)."""

    code = "indicator_set_too_late"


def parse(document: str) -> IndicatorSet:
    """The set a document describes; `IndicatorSetRefused` names all that is wrong with it (4-2)."""
    try:
        return from_document(document)
    except BadIndicatorSet as error:
        problems = [
            {"where": one.where, "kind": one.kind, "found": one.found} for one in error.problems
        ]
        raise IndicatorSetRefused(problems=problems) from error


async def load(*, document: str, by: StaffMember, now: datetime) -> str:
    """Keep a set that is not in force yet; its code. One set a day: the constraint decides."""
    indicators = parse(document)
    _demand_future(indicators, now)
    if indicators.code == FIRST.code:
        raise IndicatorSetOverlaps
    try:
        await IndicatorSetRecord.create(
            code=indicators.code,
            effective_from=indicators.effective_from,
            document=document,
            loaded_at=now,
            loaded_by_id=by.staff_id,
        )
    except IntegrityError as error:
        raise IndicatorSetOverlaps from error
    await _noted("load_indicator_set", indicators.code, by=by, now=now)
    return indicators.code


async def activate(*, code: str, by: StaffMember, deps: Dependencies, now: datetime) -> None:
    """Put a loaded set in force from its day on; another person than the loader does it (4-2)."""
    record = await _waiting(code)
    if await same_person(record.loaded_by_id, by=by.staff_id):
        raise SamePerson
    _demand_future(parse(record.document), now)
    taken = await IndicatorSetRecord.filter(code=code, activated_at=None, discarded_at=None).update(
        activated_by_id=by.staff_id, activated_at=now
    )
    if taken != 1:
        raise Stale
    await _noted("activate_indicator_set", code, by=by, now=now)
    await deps.reference.reload()


async def discard(*, code: str, by: StaffMember, now: datetime) -> None:
    """Put a loaded set aside that is not wanted; one in force stays (4-2)."""
    await _waiting(code)
    taken = await IndicatorSetRecord.filter(code=code, activated_at=None, discarded_at=None).update(
        discarded_at=now
    )
    if taken != 1:
        raise Stale
    await _noted("discard_indicator_set", code, by=by, now=now)


async def _waiting(code: str) -> IndicatorSetRecord:
    record = await IndicatorSetRecord.get_or_none(code=code) if CODE.fullmatch(code) else None
    if record is None:
        raise NotFound
    if record.activated_at or record.discarded_at:
        raise NotAllowedNow
    return record


def _demand_future(indicators: IndicatorSet, now: datetime) -> None:
    if indicators.effective_from <= local_day(now):
        raise IndicatorSetTooLate


async def _noted(action: str, code: str, *, by: StaffMember, now: datetime) -> None:
    await audit.record(by=by, action=action, outcome="done", object_id=code, now=now)
