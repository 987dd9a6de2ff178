"""Duty rosters: whole working weeks ahead, and one window that never closes.

An officer holds the posts of one institution in one hall and goes from window to window by half
days, so that every window of the city is staffed whenever its hall is open, or in turns.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import uuid4

from tortoise.transactions import in_transaction

from actions.papers import reference
from models import Duty, Staff, Window
from rules.work_calendar import DAY, Calendar, local_day
from server.demo import tables
from server.demo.office_time import Span, at, spans
from server.demo.world import DAYS_BACK, LATER_DAYS_BACK

AROUND_THE_CLOCK = "city/A01"
CONNECTED_FIRST = "city"  # the bureau whose halls are the busiest, too
DAYS_AHEAD = 30
WINDOWS_AN_OFFICER = 2
BATCH = 400


@dataclass(frozen=True, slots=True)
class Post:
    """What one officer does: `windows` are hall/number, taken in turns."""

    login: str
    institution: str
    windows: tuple[str, ...]
    busy: bool

    @property
    def days_back(self) -> int:
        """For how long its services are known."""
        return DAYS_BACK if self.busy else LATER_DAYS_BACK

    @property
    def around_the_clock(self) -> bool:
        return self.windows == (AROUND_THE_CLOCK,)


@dataclass(frozen=True, slots=True)
class Turn:
    login: str
    window: str
    span: Span


def posts() -> list[Post]:
    """All posts; the officer of the window that never closes is `officer`, then officer02 …"""
    made = [Post("officer", _institution_of(AROUND_THE_CLOCK), (AROUND_THE_CLOCK,), True)]
    for institution, windows, busy in _groups():
        for first in range(0, len(windows), WINDOWS_AN_OFFICER):
            taken = tuple(windows[first : first + WINDOWS_AN_OFFICER])
            made.append(Post(f"officer{len(made) + 1:02d}", institution, taken, busy))
    return made


def _groups() -> Iterator[tuple[str, list[str], bool]]:
    """The windows of each institution in each hall, and whether they are busy."""
    for hall in tables.halls():
        groups: dict[str, list[str]] = {}
        for number, _, institution in hall.windows:
            if (window := f"{hall.code}/{number}") != AROUND_THE_CLOCK:
                groups.setdefault(institution, []).append(window)
        for institution, windows in groups.items():
            yield institution, windows, hall.bureau == CONNECTED_FIRST


def _institution_of(window: str) -> str:
    code, number = window.split("/")
    [found] = [
        institution
        for hall in tables.halls()
        for at_number, _, institution in hall.windows
        if (hall.code, at_number) == (code, number)
    ]
    return found


def turns(post: Post, day: date, calendar: Calendar) -> Iterator[Turn]:
    """The turns of a day: half days on working days, or midnight to midnight."""
    if post.around_the_clock:
        yield Turn(post.login, AROUND_THE_CLOCK, (at(day, time()), at(day + DAY, time())))
        return
    for half, span in enumerate(spans(day, calendar)):
        window = post.windows[(day.toordinal() + half) % len(post.windows)]
        yield Turn(post.login, window, span)


async def extend_rosters(now: datetime) -> int:
    """Fill the rosters up to thirty days ahead; how many turns were missing."""
    calendar = (await reference.load()).calendar
    officers = {one.login: one.id for one in await Staff.filter(role="officer")}
    windows = {
        f"{one.hall.code}/{one.number}": one.id for one in await Window.all().select_related("hall")
    }
    today = local_day(now)
    known = {
        (row[0], row[1])
        for row in await Duty.filter(starts_at__gte=at(today, time())).values_list(
            "officer_id", "starts_at"
        )
    }
    missing = [
        Duty(
            id=uuid4(),
            window_id=windows[turn.window],
            officer_id=officers[turn.login],
            starts_at=turn.span[0],
            ends_at=turn.span[1],
        )
        for post in posts()
        if post.login in officers
        for ahead in range(DAYS_AHEAD + 1)
        for turn in turns(post, today + timedelta(days=ahead), calendar)
        if (officers[turn.login], turn.span[0]) not in known
    ]
    async with in_transaction():
        await Duty.bulk_create(missing, batch_size=BATCH)
    return len(missing)
