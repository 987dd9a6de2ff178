"""Looks through new ratings for what somebody has to look into; touches none (3-7, 11-11).

A watermark says how far it has looked. It looks back a little each time, since a rating is
committed after the moment it bears, and takes along what came later than that; the unique
constraint of clues keeps each one single.
"""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from tortoise.queryset import QuerySet

from actions.concerns.concerns import raise_one
from actions.dependencies import Dependencies
from models import CitizenSession, Rating, RatingChange, Watermark
from rules.concerns import Kind, is_burst, is_even, kinds_in
from rules.rating import Origin
from rules.rule_set import RuleSet
from rules.work_calendar import day_bounds, local_day

NAME = "ratings_looked_through"
LOOK_BACK = timedelta(minutes=5)
AT_A_TIME = 500


@dataclass(frozen=True, slots=True)
class _Seen:
    """A rating of one window and day."""

    at: datetime
    account: UUID | None
    address: str | None


async def look(*, deps: Dependencies, now: datetime) -> int:
    """Look through what was rated since the last time; how many clues were raised.

    Art. 3, 11 (3-7, 11-11).
    """
    mark = await Watermark.get_or_none(name=NAME)
    since = mark.at - LOOK_BACK if mark else now - LOOK_BACK
    raised, windows = 0, dict[tuple[UUID, date], Rating]()
    async for rating in _ratings(since, now):
        raised += await _read(rating, now=now)
        if rating.service_record.window_id is not None:
            windows[rating.service_record.window_id, local_day(rating.rated_at)] = rating
    for (window_id, day), rating in windows.items():
        raised += await _patterns(window_id, day, rating, deps=deps, now=now)
    await Watermark.update_or_create(defaults={"at": now}, name=NAME)
    return raised


async def _ratings(since: datetime, until: datetime) -> AsyncIterator[Rating]:
    """Those made since, and those heard of since."""
    new = Rating.filter(rated_at__gt=since, rated_at__lte=until)
    async for rating in _of(new):
        yield rating
    changes = RatingChange.filter(why="came_later", at__gt=since, at__lte=until)
    late = await changes.order_by("at").values_list("rating_id", flat=True)
    for start in range(0, len(late), AT_A_TIME):
        async for rating in _of(Rating.filter(id__in=late[start : start + AT_A_TIME])):
            yield rating


async def _of(found: QuerySet[Rating]) -> AsyncIterator[Rating]:
    found = found.exclude(origin=Origin.DEFAULT).order_by("rated_at", "id")
    start = 0
    while page := await found.offset(start).limit(AT_A_TIME).select_related("service_record"):
        for rating in page:
            yield rating
        start += AT_A_TIME


async def _read(rating: Rating, *, now: datetime) -> int:
    """What its text speaks of (11-11)."""
    return sum(
        [
            await raise_one(kind, rating.service_record, rating_id=rating.id, now=now)
            for kind in kinds_in(rating.text)
        ]
    )


async def _patterns(
    window_id: UUID, day: date, rating: Rating, *, deps: Dependencies, now: datetime
) -> int:
    """What the ratings of a window on a day look like together (3-7)."""
    rules = deps.rule_sets.named(rating.service_record.rule_set)
    seen = await _of_window(window_id, day)
    found = [(kind, "", len(seen)) for kind in _shapes([one.at for one in seen], rules)]
    for account, many in _grouped(seen, "account").items():
        if len(many) >= rules.account_ratings.value:
            found.append((Kind.ONE_ACCOUNT, account, len(many)))
    for address, many in _grouped(seen, "address").items():
        if is_burst([one.at for one in many], rules):
            found.append((Kind.ONE_ADDRESS, address, len(many)))
    return sum(
        [
            await raise_one(
                kind,
                rating.service_record,
                found_by=f"{window_id}:{day.isoformat()}:{who}",
                ratings=count,
                now=now,
            )
            for kind, who, count in found
        ]
    )


def _shapes(moments: Sequence[datetime], rules: RuleSet) -> list[Kind]:
    shapes = ((Kind.BURST, is_burst), (Kind.EVEN, is_even))
    return [kind for kind, holds in shapes if holds(moments, rules)]


def _grouped(seen: Sequence[_Seen], by: str) -> dict[str, list[_Seen]]:
    groups: dict[str, list[_Seen]] = {}
    for one in seen:
        key = getattr(one, by)
        if key is not None:
            groups.setdefault(str(key), []).append(one)
    return groups


async def _of_window(window_id: UUID, day: date) -> list[_Seen]:
    start, end = day_bounds(day)
    found = Rating.filter(
        service_record__window_id=window_id, rated_at__gte=start, rated_at__lt=end
    ).exclude(origin=Origin.DEFAULT)
    rows = await found.order_by("rated_at").values_list("rated_at", "session_id")
    sessions = await CitizenSession.filter(id__in={session for _, session in rows if session})
    # In a browser there is no account of WeChat: there the person is the one who rates for many.
    whose = {one.id: (one.account_id or one.evaluator_id, one.address_index) for one in sessions}
    return [_Seen(at, *whose.get(session, (None, None))) for at, session in rows]
