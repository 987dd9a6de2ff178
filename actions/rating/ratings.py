"""A citizen rates a service, once (Art. 3, 5–7; 3-3, 6-1, 7-1, 7-10)."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import msgspec
from tortoise.exceptions import IntegrityError

from actions.dependencies import Dependencies
from actions.people import guardians
from actions.rating import evaluation_form
from actions.rating.rating_store import AlreadyRated, Stored
from actions.submission import Submission
from actions.windows.window_codes import CodeEntry
from models import Duty, ServiceRecord, Window
from queries.rating.my_ratings import Receipt, receipt
from rules import grades, tags
from rules.actors import Citizen
from rules.rating import Channel, IdentityBasis, Origin
from rules.refusals import Refused
from rules.work_calendar import local_day


class WindowClosed(Refused):
    """Nobody is on duty at this window now, so there is no service to rate without a record."""

    code = "window_closed"


class LimitReached(Refused):
    """The citizen rated as many windows today without a record as the rule set allows."""

    code = "limit_reached"


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a citizen chose and wrote."""

    grade: str
    tags: list[str]
    dimensions: dict[str, int]
    text: str
    pictures: list[UUID]
    anonymous: bool


async def submit(
    *,
    service_id: UUID,
    opinion: Opinion,
    key: str,
    by: Citizen,
    deps: Dependencies,
    now: datetime,
) -> Receipt:
    """Store an opinion on an own finished service and answer with its receipt.

    A poor grade opens a work order in the same commit (11-5). The same `key` again gets the same
    receipt; a second rating is refused with the first one's (7-1). Whose service it is, is
    decided by blind index, never by what the phone says.
    """
    assert by.evaluator_id is not None
    assert by.document_index is not None
    await guardians.demand(by=by, keys=deps.keys, now=now)
    grade = grades.parse(opinion.grade)
    tags.check(grade, opinion.tags)
    await evaluation_form.check(service_id=service_id, scores=opinion.dimensions, deps=deps)
    submission = Submission(
        rating_id=uuid4(),
        key=key,
        service_id=service_id,
        grade=grade,
        tags=",".join(opinion.tags),
        dimensions=json.dumps(opinion.dimensions, sort_keys=True),
        text=opinion.text.strip(),
        anonymous=opinion.anonymous,
        pictures=tuple(opinion.pictures),
        origin=Origin.CITIZEN,
        identity_basis=IdentityBasis.SELF_VERIFIED,
        channel=Channel.WINDOW_CODE,
        evaluator_id=by.evaluator_id,
        document_index=by.document_index,
        later_index=by.later_index,
        session_id=by.session_id,
        rated_at=now,
    )
    try:
        return _receipt(await deps.queue.submit(submission), deps=deps, now=now)
    except AlreadyRated as error:
        if error.existing is not None:
            own = _receipt(error.existing, deps=deps, now=now)
            error.details["receipt"] = msgspec.to_builtins(own)
        raise


def _receipt(stored: Stored, *, deps: Dependencies, now: datetime) -> Receipt:
    return receipt(stored, templates=deps.templates, calendar=deps.calendar, now=now)


async def submit_walk_in(
    *,
    entry: CodeEntry,
    opinion: Opinion,
    key: str,
    by: Citizen,
    deps: Dependencies,
    now: datetime,
) -> Receipt:
    """Store an opinion on a window visited without a service record, within the limits (7-10)."""
    await guardians.demand(by=by, keys=deps.keys, now=now)
    grades.parse(opinion.grade)
    record = await _walk_in_record(entry, by=by, deps=deps, now=now)
    return await submit(service_id=record, opinion=opinion, key=key, by=by, deps=deps, now=now)


async def _walk_in_record(
    entry: CodeEntry, *, by: Citizen, deps: Dependencies, now: datetime
) -> UUID:
    """The walk-in of this citizen, window and day; made if it may be, found if it is there.

    The unique constraints decide when two come at once: once per window and day, and one row for
    each of the allowed ordinals of a day.
    """
    day = local_day(now)
    mine: dict[str, Any] = {"walk_in_evaluator_id": by.evaluator_id, "walk_in_day": day}
    known = await ServiceRecord.get_or_none(window_id=entry.window_id, **mine)
    if known is not None:
        # The queue tells a replay of the same key from a second rating of today.
        return known.id
    on_duty = Duty.filter(window_id=entry.window_id, starts_at__lte=now, ends_at__gt=now)
    if not await on_duty.exists():
        raise WindowClosed
    window = await Window.get(id=entry.window_id).select_related("hall", "institution")
    rules = deps.rule_sets.at(now, window.institution.bureau_id)
    for ordinal in range(1, rules.walk_in_windows_a_day.value + 1):
        try:
            record = await ServiceRecord.create(
                id=uuid4(),
                project_number=f"WI{uuid4().hex}",
                service_number=1,
                source="walk_in",
                institution_id=window.institution.id,
                bureau_id=window.institution.bureau_id,
                hall_id=window.hall.id,
                window_id=window.id,
                ended_at=now,
                rule_set=rules.code,
                walk_in_ordinal=ordinal,
                typed=entry.typed,
                **mine,
            )
        except IntegrityError:
            continue
        return record.id
    known = await ServiceRecord.get_or_none(window_id=entry.window_id, **mine)
    if known is None:
        raise LimitReached
    return known.id
