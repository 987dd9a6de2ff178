"""Dated facts about places: written in the transaction of the change they tell of (2-4)."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid4

from tortoise.exceptions import IntegrityError

from models import Hall, Institution, PlaceChange, Window
from rules.actors import StaffMember
from rules.institutions import effective_day
from rules.refusals import Refused
from rules.work_calendar import local_day

Place = Institution | Hall | Window
COLUMNS: dict[type, str] = {
    Institution: "institution_id",
    Hall: "hall_id",
    Window: "window_id",
}


class What(StrEnum):
    """What happened to a place."""

    OPENED = "opened"
    RENAMED = "renamed"
    RENUMBERED = "renumbered"  # a window got another number
    MOVED = "moved"  # another bureau, superior, region, hall or institution
    MERGED = "merged"  # into another institution, which goes on
    CLOSED = "closed"
    REOPENED = "reopened"


class PlaceStale(Refused):
    """Somebody else changed the place since the form was opened; nothing was changed."""

    code = "place_stale"


class PlaceClosed(Refused):
    """The place, or the one it would belong to, is closed."""

    code = "place_closed"


class Unchanged(Refused):
    """The form says what is so already."""

    code = "place_unchanged"


@dataclass(frozen=True, slots=True)
class Change:
    """What a form says of a change: since when, why, and which version of the place was seen.

    `effective_on` is the day of the notice that ordered the change, today at the latest;
    `version` is the number of the last fact the form showed (0 if there was none).
    """

    effective_on: date
    reason: str
    version: int


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that changed, in words and, for a move or merger, by id."""

    what: What
    before: str = ""
    after: str = ""
    before_id: UUID | None = None
    after_id: UUID | None = None


async def version_of(place: Place) -> int:
    """The number of the last fact; 0 for a place nothing has happened to yet."""
    last = await _last(place)
    return last.number if last else 0


async def _last(place: Place) -> PlaceChange | None:
    scope: dict[str, Any] = {COLUMNS[type(place)]: place.id}
    return await PlaceChange.filter(**scope).order_by("-number").first()


async def record(
    place: Place, facts: list[Fact], change: Change, *, by: StaffMember, now: datetime
) -> None:
    """Write the facts of one form; raises `PlaceStale` if somebody else was quicker.

    Who comes at the same moment breaks on the number, which is unique for each place.
    """
    if not facts:
        raise Unchanged
    last = await _last(place)
    if change.version != (last.number if last else 0):
        raise PlaceStale
    effective_day(
        change.effective_on, today=local_day(now), last=last.effective_on if last else None
    )
    await append(place, facts, change, by=by, now=now)


async def append(
    place: Place, facts: list[Fact], change: Change, *, by: StaffMember, now: datetime
) -> None:
    """Write facts behind version `change.version`, without looking."""
    try:
        await PlaceChange.bulk_create(
            [
                row(place, fact, change.version + place_in, change, by=by, now=now)
                for place_in, fact in enumerate(facts, start=1)
            ]
        )
    except IntegrityError as error:
        raise PlaceStale from error


def row(
    place: Place, fact: Fact, number: int, change: Change, *, by: StaffMember, now: datetime
) -> PlaceChange:
    """A fact as it is stored."""
    scope: dict[str, Any] = {COLUMNS[type(place)]: place.id}
    return PlaceChange(
        id=uuid4(),
        number=number,
        what=fact.what,
        effective_on=change.effective_on,
        recorded_at=now,
        staff_id=by.staff_id,
        before=fact.before,
        after=fact.after,
        before_id=fact.before_id,
        after_id=fact.after_id,
        reason=change.reason,
        **scope,
    )
