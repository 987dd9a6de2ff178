"""Values of a county: written by one person of its bureau, put in force by another (16-3)."""

import secrets
from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

import msgspec
from tortoise.exceptions import IntegrityError

from actions.dependencies import Dependencies
from actions.papers.rule_sets import RuleSetOverlaps, RuleSetTooLate
from actions.trail import audit
from models import CountyValuesRecord
from queries.people.same_person import same_person
from rules import county_values
from rules.actors import StaffMember
from rules.bulletins import SamePerson
from rules.in_force import RuleSets
from rules.refusals import NotAllowedNow, NotFound, Stale
from rules.work_calendar import day_bounds, local_day

CODE_BYTES = 4


async def load(
    *,
    values: Mapping[str, int],
    effective_from: date,
    source: str,
    by: StaffMember,
    deps: Dependencies,
    now: datetime,
) -> None:
    """Keep values of the own county that are not in force yet; none at all mean the city's again.

    Art. 16 (16-3). Errors: `out_of_bounds` names the value, the least and the most.
    """
    _check(values, effective_from, rule_sets=deps.rule_sets, now=now)
    try:
        made = await CountyValuesRecord.create(
            code=secrets.token_hex(CODE_BYTES),
            bureau_id=by.bureau_id,
            effective_from=effective_from,
            source=source,
            document=msgspec.json.encode(dict(values)).decode(),
            loaded_by_id=by.staff_id,
            loaded_at=now,
        )
    except IntegrityError as error:
        raise RuleSetOverlaps from error
    await _note("load_county_values", made.code, by=by, now=now)


async def activate(*, code: str, by: StaffMember, deps: Dependencies, now: datetime) -> None:
    """Put them in force from their day on; another person than the writer does it (16-3)."""
    record = await _waiting(code, by.bureau_id)
    if await same_person(record.loaded_by_id, by=by.staff_id):
        raise SamePerson
    values = msgspec.json.decode(record.document, type=dict[str, int])
    _check(values, record.effective_from, rule_sets=deps.rule_sets, now=now)
    waiting = CountyValuesRecord.filter(code=code, activated_at=None, discarded_at=None)
    if await waiting.update(activated_by_id=by.staff_id, activated_at=now) != 1:
        raise Stale
    await _note("activate_county_values", code, by=by, now=now)
    await deps.reference.reload()


async def discard(*, code: str, by: StaffMember, now: datetime) -> None:
    """Put values aside that are not in force yet."""
    await _waiting(code, by.bureau_id)
    waiting = CountyValuesRecord.filter(code=code, activated_at=None, discarded_at=None)
    if await waiting.update(discarded_at=now, standing=None) != 1:
        raise Stale
    await _note("discard_county_values", code, by=by, now=now)


def _check(
    values: Mapping[str, int], effective_from: date, *, rule_sets: RuleSets, now: datetime
) -> None:
    """Not before tomorrow, and within what the city's set of that day leaves open."""
    if effective_from <= local_day(now):
        raise RuleSetTooLate
    start, _ = day_bounds(effective_from)
    county_values.check(values, rule_sets.at(start))


async def _waiting(code: str, bureau_id: UUID | None) -> CountyValuesRecord:
    known = len(code) == 2 * CODE_BYTES
    record = await CountyValuesRecord.get_or_none(code=code, bureau_id=bureau_id) if known else None
    if record is None:
        raise NotFound
    if record.activated_at or record.discarded_at:
        raise NotAllowedNow
    return record


async def _note(action: str, code: str, *, by: StaffMember, now: datetime) -> None:
    await audit.record(by=by, action=action, outcome="done", object_id=code, now=now)
