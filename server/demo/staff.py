"""Accounts of every role, and the duty rosters."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any
from uuid import uuid4

from actions.keys import Keyring
from actions.sign_in import document_index
from actions.staff_sign_in import HASHER
from models import Duty, Staff, Window
from rules.documents import DocumentType
from rules.work_calendar import SHANGHAI, Calendar, local_day
from server.demo.people import name_of, resident_number
from server.demo.tree import Tree

PASSWORD = "Demo-2019!"  # published: it opens nothing but the demo
TURNS = ((time(8, 30), time(12)), (time(14), time(17, 30)))
DAYS_AHEAD = 30
ALWAYS = "officer"  # on duty around the clock, so that the demo works at any hour


@dataclass(frozen=True, slots=True)
class Account:
    """A line of the list `make run` prints."""

    login: str
    role: str
    place: str


async def hire(tree: Tree, *, keys: Keyring, random: Random) -> list[Account]:
    """One account for each duty; officers one a window."""
    wanted = _offices(tree) + _officers(tree)
    # One hash for all: argon2 is slow by design, and the password is published anyway.
    password_hash = HASHER.hash(PASSWORD)
    made, accounts = [], []
    for place, (login, role, where, scope) in enumerate(wanted):
        number = resident_number(random, 1970 + place % 30)
        made.append(
            Staff(
                id=uuid4(),
                login=login,
                password_hash=password_hash,
                name=name_of(place),
                role=role,
                phone_sealed=keys.seal(f"1990001{place:04d}", "phone"),
                document_index=document_index(keys, DocumentType.RESIDENT_ID, number),
                **scope,
            )
        )
        accounts.append(Account(login, role, where))
    await Staff.bulk_create(made, batch_size=100)
    return accounts


Wanted = tuple[str, str, str, dict[str, Any]]


def _offices(tree: Tree) -> list[Wanted]:
    city = tree.bureaus["city"]
    wanted: list[Wanted] = [("city", "city_bureau", city.name, {"bureau_id": city.id})]
    for code, bureau in tree.bureaus.items():
        if code != "city":
            wanted.append((code, "county_bureau", bureau.name, {"bureau_id": bureau.id}))
    for code, office in tree.institutions.items():
        scope = {"institution_id": office.id}
        wanted.append((f"handler-{code}", "handler", office.name, scope))
    for code, hall in tree.halls.items():
        login = "hall" if code == "city-hall" else f"hall-{code.removesuffix('-hall')}"
        wanted.append((login, "hall_manager", hall.name, {"hall_id": hall.id}))
    return [*wanted, ("audit", "auditor", city.name, {})]


def _officers(tree: Tree) -> list[Wanted]:
    wanted: list[Wanted] = []
    for place, window in enumerate(tree.windows, 1):
        login = ALWAYS if place == 1 else f"officer{place:02d}"
        where = f"{window.hall.name} {window.number}"
        wanted.append((login, "officer", where, {"institution_id": window.institution_id}))
    return wanted


async def officers_of(tree: Tree) -> dict[str, Staff]:
    """The officer of each window, by the window's id."""
    staff = {one.login: one for one in await Staff.filter(role="officer")}
    logins = [ALWAYS, *(f"officer{place:02d}" for place in range(2, len(tree.windows) + 1))]
    return {
        str(window.id): staff[login] for window, login in zip(tree.windows, logins, strict=True)
    }


async def extend_rosters(*, now: datetime, calendar: Calendar) -> int:
    """Fill the rosters up to thirty days ahead; how many turns were added.

    The job loop of the demo calls this daily, so that the demo is alive next month too.
    """
    last = await Duty.all().order_by("-starts_at").first()
    day = local_day(last.starts_at) + timedelta(days=1) if last else local_day(now)
    end = local_day(now) + timedelta(days=DAYS_AHEAD)
    windows = await Window.all().order_by("hall__code", "number").select_related("hall")
    officers = await _pairs(windows)
    turns = []
    while day <= end:
        for window, officer in officers:
            turns += _turns(window, officer, day, calendar)
        day += timedelta(days=1)
    await Duty.bulk_create(turns, batch_size=500)
    return len(turns)


async def _pairs(windows: list[Window]) -> list[tuple[Window, Staff]]:
    """Each officer's window, read from the first roster that was written."""
    pairs = {}
    for duty in await Duty.all().select_related("window", "officer"):
        pairs[duty.officer.id] = (duty.window, duty.officer)
    return list(pairs.values())


def _turns(window: Window, officer: Staff, day: date, calendar: Calendar) -> list[Duty]:
    if officer.login == ALWAYS:
        turns = [(datetime.combine(day, time(), SHANGHAI), timedelta(days=1))]
    elif calendar.is_working(day):
        turns = [
            (
                datetime.combine(day, start, SHANGHAI),
                datetime.combine(day, end) - datetime.combine(day, start),
            )
            for start, end in TURNS
        ]
    else:
        turns = []
    return [
        Duty(
            id=uuid4(),
            window_id=window.id,
            officer_id=officer.id,
            starts_at=start.astimezone(UTC),
            ends_at=(start + length).astimezone(UTC),
        )
        for start, length in turns
    ]


async def first_rosters(tree: Tree, *, now: datetime, calendar: Calendar) -> None:
    """The rosters of the first thirty days."""
    officers = await officers_of(tree)
    turns: list[Duty] = []
    for ahead in range(DAYS_AHEAD + 1):
        day = local_day(now) + timedelta(days=ahead)
        for window in tree.windows:
            turns += _turns(window, officers[str(window.id)], day, calendar)
    await Duty.bulk_create(turns, batch_size=500)
