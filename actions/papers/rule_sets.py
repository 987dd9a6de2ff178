"""Rule sets loaded by one person of the city and activated by another (Art. 1, 17; 1-1, 1-2)."""

import tomllib
from datetime import datetime

from tortoise.exceptions import IntegrityError
from tortoise.queryset import QuerySet

from actions.dependencies import Dependencies
from actions.trail import audit
from models import RuleSetRecord
from queries.people.same_person import same_person
from rules.actors import StaffMember
from rules.bulletins import SamePerson
from rules.refusals import NotAllowedNow, NotFound, Refused, Stale
from rules.rule_set import CODE, BadRuleSet, RuleSet, from_mapping
from rules.work_calendar import local_day


class RuleSetRefused(Refused):
    """The document is no rule set this program can obey; `why` names the place."""

    code = "rule_set_refused"


class RuleSetOverlaps(Refused):
    """Another set begins on the same day, or there is one of this code already."""

    code = "rule_set_overlaps"


class RuleSetTooLate(Refused):
    """A set begins after today: services that have ended keep theirs (1-2)."""

    code = "rule_set_too_late"


def parse(document: str) -> RuleSet:
    """The set a document describes; `RuleSetRefused` names what is wrong with it."""
    try:
        return from_mapping(tomllib.loads(document))
    except (tomllib.TOMLDecodeError, BadRuleSet, TypeError, AttributeError) as error:
        raise RuleSetRefused(why=str(error)[:200]) from error


async def load(*, document: str, by: StaffMember, now: datetime) -> str:
    """Keep a set that is not in force yet; its code."""
    rules = parse(document)
    _demand_future(rules, now)
    if await _others(rules).exists():
        raise RuleSetOverlaps
    try:
        await RuleSetRecord.create(
            code=rules.code,
            effective_from=rules.effective_from,
            document=document,
            loaded_at=now,
            loaded_by_id=by.staff_id,
        )
    except IntegrityError as error:
        raise RuleSetOverlaps from error
    await audit.record(by=by, action="load_rule_set", outcome="done", object_id=rules.code, now=now)
    return rules.code


async def activate(*, code: str, by: StaffMember, deps: Dependencies, now: datetime) -> None:
    """Put a loaded set in force from its day on; another person than the loader does it."""
    record = await _waiting(code)
    if await same_person(record.loaded_by_id, by=by.staff_id):
        raise SamePerson
    rules = parse(record.document)
    _demand_future(rules, now)
    if await _others(rules).exclude(activated_at=None).exists():
        raise RuleSetOverlaps
    taken = await RuleSetRecord.filter(code=code, activated_at=None, discarded_at=None).update(
        activated_by_id=by.staff_id, activated_at=now
    )
    if taken != 1:
        raise Stale
    await audit.record(by=by, action="activate_rule_set", outcome="done", object_id=code, now=now)
    await deps.reference.reload()


async def discard(*, code: str, by: StaffMember, now: datetime) -> None:
    """Put a loaded set aside that is not wanted; one in force stays."""
    await _waiting(code)
    taken = await RuleSetRecord.filter(code=code, activated_at=None).update(discarded_at=now)
    if taken != 1:
        raise Stale
    await audit.record(by=by, action="discard_rule_set", outcome="done", object_id=code, now=now)


async def _waiting(code: str) -> RuleSetRecord:
    record = await RuleSetRecord.get_or_none(code=code) if CODE.fullmatch(code) else None
    if record is None:
        raise NotFound
    if record.loaded_by_id is None or record.activated_at or record.discarded_at:
        raise NotAllowedNow
    return record


def _others(rules: RuleSet) -> QuerySet[RuleSetRecord]:
    """Sets that begin on the same day and were not put aside."""
    return RuleSetRecord.filter(effective_from=rules.effective_from, discarded_at=None).exclude(
        code=rules.code
    )


def _demand_future(rules: RuleSet, now: datetime) -> None:
    if rules.effective_from <= local_day(now):
        raise RuleSetTooLate
