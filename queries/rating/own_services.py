"""The finished services of a citizen, as applicant or agent, matched by blind index alone."""

from datetime import datetime, timedelta
from uuid import UUID

from msgspec import Struct
from tortoise.expressions import Q

from models import Rating, ServiceRecord, Window
from queries.briefs import window_brief
from queries.places.windows import open_now
from queries.shapes import WindowBrief
from rules.actors import Citizen
from rules.in_force import RuleSets
from rules.rule_set import RuleSet
from rules.series import may_rate_again
from rules.work_calendar import local_day

SHOWN_DAYS = 60
MOST = 50


class OwnService(Struct, frozen=True):
    id: UUID
    item_name: str
    point: str  # the rating point of the case, "" for its end (6-7)
    institution_name: str
    window: WindowBrief | None
    ended_at: datetime
    standing: str  # "applicant" | "agent"
    default_due_at: datetime | None
    rated_as: str | None  # the grade given, None while unrated
    rating_id: UUID | None  # only if it is the citizen's own
    may_rate_again: bool  # the citizen rated, and the rule set allows a second opinion (7-11)
    comments_published: bool  # what is written may be published by its rule set (13-7)
    defaulted: bool  # the seven days are over: a rating now is a late comment (6-6)


class WalkIn(Struct, frozen=True):
    """Whether a rating without a service record is possible here now (7-10)."""

    possible: bool
    reason: str | None  # machine code when it is not: window_closed, done_today, limit_reached


class OwnServices(Struct, frozen=True):
    services: list[OwnService]
    walk_in: WalkIn | None  # None when no window was named


async def at_window(
    window_id: UUID, *, by: Citizen, now: datetime, rule_sets: RuleSets
) -> OwnServices:
    """The own finished services at one window, newest first, and whether a walk-in is possible."""
    services = await _own(by, now, rule_sets, window_id=window_id)
    window = await Window.get(id=window_id).select_related("institution")
    rules = rule_sets.at(now, window.institution.bureau_id)
    return OwnServices(services, await _walk_in(window_id, by=by, now=now, rules=rules))


async def unrated(*, by: Citizen, now: datetime, rule_sets: RuleSets) -> OwnServices:
    """The own finished services anywhere that wait for a rating, or may be rated once more."""
    own = await _own(by, now, rule_sets)
    return OwnServices([one for one in own if not one.rated_as or one.may_rate_again], None)


async def one(
    service_id: UUID, *, by: Citizen, now: datetime, rule_sets: RuleSets
) -> OwnService | None:
    """This service, if it is the citizen's own."""
    found = await _own(by, now, rule_sets, id=service_id)
    return found[0] if found else None


async def _own(by: Citizen, now: datetime, rule_sets: RuleSets, **scope: UUID) -> list[OwnService]:
    me = by.document_indexes
    mine = Q(applicant_index__in=me) | Q(agent_index__in=me) if me else Q(id=None)
    records = (
        await ServiceRecord.filter(mine, ended_at__gt=now - timedelta(days=SHOWN_DAYS), **scope)
        .order_by("-ended_at")
        .limit(MOST)
        .select_related("institution", "item", "window__hall")
    )
    ids = [record.id for record in records]
    opinions: dict[UUID, list[Rating]] = {}
    for rating in await Rating.filter(service_record_id__in=ids, opinion__gte=1).order_by(
        "opinion"
    ):
        opinions.setdefault(rating.service_record_id, []).append(rating)
    return [
        _service(record, opinions.get(record.id, []), by, now, rule_sets.named(record.rule_set))
        for record in records
    ]


def _service(
    record: ServiceRecord, opinions: list[Rating], by: Citizen, now: datetime, rules: RuleSet
) -> OwnService:
    rating = opinions[-1] if opinions else None
    own = rating is not None and rating.evaluator_id == by.evaluator_id
    linked = record.default_due_at is not None
    return OwnService(
        id=record.id,
        item_name=record.item.name if record.item else "",
        point=record.point,
        institution_name=record.institution.name,
        window=window_brief(record.window),
        ended_at=record.ended_at,
        standing="applicant" if record.applicant_index in by.document_indexes else "agent",
        default_due_at=record.default_due_at,
        rated_as=rating.grade if rating else None,
        rating_id=rating.id if rating and own else None,
        may_rate_again=own and may_rate_again(len(opinions), linked=linked, rules=rules),
        comments_published=rules.comments_published.value,
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
