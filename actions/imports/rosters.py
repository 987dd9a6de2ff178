"""Duty rosters: what a file says of an officer's day takes the place of what was there (14-4)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from actions.imports.draft import Draft
from actions.imports.shape import Column, Kind, Row, Sheet
from actions.imports.windows import halls_by_code
from models import Duty, Hall, Staff, Window, WindowCode
from rules.actors import Role
from rules.work_calendar import SHANGHAI, day_bounds, local_day

SHEETS = (
    Sheet(
        "rosters",
        (
            Column("day", Kind.DAY, most=10),
            Column("hall", Kind.CODE, most=40),
            Column("number", Kind.CODE, most=10),
            Column("login", Kind.CODE, most=64),
            Column("starts", Kind.TIME, most=5),
            Column("ends", Kind.TIME, most=5),
        ),
    ),
)
MIDNIGHT = "24:00"


@dataclass(frozen=True, slots=True)
class Turn:
    """A row that can be read as a turn."""

    row: Row
    window: Window
    officer: Staff
    starts_at: datetime
    ends_at: datetime

    @property
    def label(self) -> str:
        return f"{self.officer.login} {self.row['day']} {self.row['starts']}–{self.row['ends']}"

    def same_as(self, duty: Duty) -> bool:
        return (self.window.id, self.starts_at, self.ends_at) == (
            duty.window_id,
            duty.starts_at,
            duty.ends_at,
        )


async def plan(rows: list[Row], draft: Draft) -> None:
    """Judge the turns officer by officer and day by day."""
    days: dict[tuple[UUID, str], list[Turn]] = defaultdict(list)
    for turn in await _turns(rows, draft):
        days[turn.officer.id, turn.row["day"]].append(turn)
    duties = await _duties({officer_id for officer_id, _ in days}, rows)
    for (officer_id, day), turns in days.items():
        _day(date.fromisoformat(day), turns, duties[officer_id], draft)


async def _turns(rows: list[Row], draft: Draft) -> list[Turn]:
    halls = await halls_by_code(rows, draft.reach)
    windows = await _windows(halls.values())
    coded = await _coded(windows.values())
    logins = {row["login"] for row in rows}
    found = await Staff.filter(login__in=logins).select_related("institution")
    officers = {one.login: one for one in found if _in_reach(one, draft)}
    turns = []
    for row in rows:
        hall, officer = halls.get(row["hall"]), officers.get(row["login"])
        window = windows.get((hall.id, row["number"])) if hall else None
        if hall is None:
            draft.problem(row, "hall", "hall_unknown")
        elif window is None:
            draft.problem(row, "number", "window_unknown")
        elif window.closed_at or hall.closed_at:
            draft.problem(row, "number", "closed")
        elif window.id not in coded:
            draft.problem(row, "number", "window_without_code")
        elif officer is None:
            draft.problem(row, "login", "officer_unknown")
        elif officer.role != Role.OFFICER or not officer.active:
            draft.problem(row, "login", "not_an_officer")
        elif span := _span(row, draft):
            turns.append(Turn(row, window, officer, *span))
    return turns


async def _windows(halls: Iterable[Hall]) -> dict[tuple[UUID, str], Window]:
    """By hall and number; locked against a code that is being revoked, once this is applied."""
    found = Window.filter(hall_id__in=[hall.id for hall in halls])
    locked = await found.order_by("id").select_for_update(no_key=True)
    return {(one.hall_id, one.number): one for one in locked}


async def _coded(windows: Iterable[Window]) -> set[UUID]:
    """Those that can be rated: nobody is to serve at another one (8-1)."""
    active = WindowCode.filter(window_id__in=[one.id for one in windows], active=1)
    return {one.window_id for one in await active}


def _in_reach(one: Staff, draft: Draft) -> bool:
    return one.institution is not None and draft.reach.institution(one.institution)


def _span(row: Row, draft: Draft) -> tuple[datetime, datetime] | None:
    day = date.fromisoformat(row["day"])
    if day < local_day(draft.now):
        draft.problem(row, "day", "in_the_past")
        return None
    starts, ends = _moment(day, row["starts"]), _moment(day, row["ends"])
    if starts >= ends:
        draft.problem(row, "ends", "ends_first")
        return None
    return starts, ends


def _moment(day: date, clock: str) -> datetime:
    _, end = day_bounds(day)
    if clock == MIDNIGHT:
        return end
    return datetime.combine(day, time.fromisoformat(clock), SHANGHAI).astimezone(end.tzinfo)


async def _duties(officers: set[UUID], rows: list[Row]) -> dict[UUID, list[Duty]]:
    """What the roster has of these officers around these days."""
    found: dict[UUID, list[Duty]] = defaultdict(list)
    if not officers:
        return found
    days = sorted(date.fromisoformat(row["day"]) for row in rows)
    first, last = day_bounds(days[0])[0], day_bounds(days[-1])[1]
    near = Duty.filter(
        officer_id__in=officers,
        starts_at__lt=last,
        ends_at__gt=first,
    )
    for duty in await near.order_by("starts_at"):
        found[duty.officer_id].append(duty)
    return found


def _day(day: date, turns: list[Turn], duties: list[Duty], draft: Draft) -> None:
    """One officer's day: turns that are there stay, others of the day give way to the file's."""
    start, end = day_bounds(day)
    replaced = [one for one in duties if start <= one.starts_at < end and one.starts_at > draft.now]
    staying = [one for one in duties if one not in replaced]
    taken: list[tuple[datetime, datetime]] = []
    for turn in sorted(turns, key=lambda turn: turn.starts_at):
        known = next((one for one in duties if turn.same_as(one)), None)
        others = [(one.starts_at, one.ends_at) for one in staying if one is not known]
        clash = next((span for span in [*others, *taken] if _overlap(span, turn)), None)
        taken.append((turn.starts_at, turn.ends_at))
        if clash:
            draft.problem(turn.row, "starts", "overlap", span=_span_words(*clash))
        elif known:
            draft.unchanged += 1
            replaced = [one for one in replaced if one is not known]
        elif turn.starts_at <= draft.now and turn.ends_at <= draft.now:
            draft.problem(turn.row, "starts", "in_the_past")
        else:
            _add(turn, draft)
    for duty in replaced:
        span = _span_words(duty.starts_at, duty.ends_at)
        draft.remove(turns[0].row, duty, f"{turns[0].officer.login} {span}")


def _add(turn: Turn, draft: Draft) -> None:
    values = {
        "window_id": turn.window.id,
        "officer_id": turn.officer.id,
        "starts_at": turn.starts_at,
        "ends_at": turn.ends_at,
    }
    draft.put(turn.row, Duty, None, turn.label, values)


def _overlap(span: tuple[datetime, datetime], turn: Turn) -> bool:
    return span[0] < turn.ends_at and turn.starts_at < span[1]


def _span_words(starts_at: datetime, ends_at: datetime) -> str:
    starts, ends = starts_at.astimezone(SHANGHAI), ends_at.astimezone(SHANGHAI)
    if starts.date() == ends.date():
        return f"{starts:%Y-%m-%d %H:%M}–{ends:%H:%M}"
    return f"{starts:%Y-%m-%d %H:%M} – {ends:%Y-%m-%d %H:%M}"
