"""The finished services of a citizen, as applicant or agent, matched by blind index alone."""

from datetime import datetime, timedelta
from uuid import UUID

from msgspec import Struct
from tortoise.expressions import Q

from models import Rating, ServiceRecord
from queries.briefs import window_brief
from queries.shapes import WindowBrief
from queries.windows import open_now
from rules.actors import Citizen
from rules.rule_set import RuleSet
from rules.work_calendar import local_day

SHOWN_DAYS = 60
MOST = 50


class OwnService(Struct, frozen=True):
    id: UUID
    item_name: str
    institution_name: str
    window: WindowBrief | None
    ended_at: datetime
    standing: str  # "applicant" | "agent"
    default_due_at: datetime | None
    rated_as: str | None  # the grade given, None while unrated
    rating_id: UUID | None  # only if it is the citizen's own
    defaulted: bool  # the seven days are over: a rating now is a late comment (6-6)


class WalkIn(Struct, frozen=True):
    """Whether a rating without a service record is possible here now (7-10)."""

    possible: bool
    reason: str | None  # machine code when it is not: window_closed, done_today, limit_reached


class OwnServices(Struct, frozen=True):
    services: list[OwnService]
    walk_in: WalkIn | None  # None when no window was named


async def at_window(window_id: UUID, *, by: Citizen, now: datetime, rules: RuleSet) -> OwnServices:
    """The own finished services at one window, newest first, and whether a walk-in is possible."""
    services = await _own(by, now, window_id=window_id)
    return OwnServices(services, await _walk_in(window_id, by=by, now=now, rules=rules))


async def unrated(*, by: Citizen, now: datetime) -> OwnServices:
    """The own finished services anywhere that wait for a rating."""
    services = [one for one in await _own(by, now) if one.rated_as is None]
    return OwnServices(services, None)


async def _own(by: Citizen, now: datetime, **scope: UUID) -> list[OwnService]:
    mine = Q(applicant_index=by.document_index) | Q(agent_index=by.document_index)
    records = (
        await ServiceRecord.filter(mine, ended_at__gt=now - timedelta(days=SHOWN_DAYS), **scope)
        .order_by("-ended_at")
        .limit(MOST)
        .select_related("institution", "item", "window__hall")
    )
    opinions = {
        rating.service_record_id: rating
        for rating in await Rating.filter(
            service_record_id__in=[record.id for record in records], opinion=1
        )
    }
    return [_service(record, opinions.get(record.id), by, now) for record in records]


def _service(
    record: ServiceRecord, rating: Rating | None, by: Citizen, now: datetime
) -> OwnService:
    own = rating is not None and rating.evaluator_id == by.evaluator_id
    return OwnService(
        id=record.id,
        item_name=record.item.name if record.item else "",
        institution_name=record.institution.name,
        window=window_brief(record.window),
        ended_at=record.ended_at,
        standing="applicant" if record.applicant_index == by.document_index else "agent",
        default_due_at=record.default_due_at,
        rated_as=rating.grade if rating else None,
        rating_id=rating.id if rating and own else None,
        defaulted=record.default_due_at is not None and record.default_due_at <= now,
    )


async def _walk_in(window_id: UUID, *, by: Citizen, now: datetime, rules: RuleSet) -> WalkIn:
    today = await ServiceRecord.filter(
        walk_in_evaluator_id=by.evaluator_id, walk_in_day=local_day(now)
    ).values_list("window_id", flat=True)
    if window_id in today:
        return WalkIn(False, "done_today")
    if len(today) >= rules.walk_in_windows_a_day.value:
        return WalkIn(False, "limit_reached")
    if not await open_now(window_id, by=by, now=now):
        return WalkIn(False, "window_closed")
    return WalkIn(True, None)
