"""Loads the demo city into an empty database; a second time it finds it there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from uuid import uuid4

from tortoise.models import Model
from tortoise.transactions import in_transaction

from actions.exchange.push import LOOKED
from actions.keys import Keyring
from actions.papers import reference
from models import (
    Bureau,
    Connection,
    Consent,
    Duty,
    Entry,
    Evaluator,
    Hall,
    InboxMessage,
    Institution,
    Invitation,
    OrderChange,
    OrderRound,
    OutboxMessage,
    Rating,
    Region,
    ServiceItem,
    ServiceRecord,
    Staff,
    Transition,
    Watermark,
    Window,
    WindowCode,
    WorkOrder,
)
from rules.notice import NOTICE_VERSION
from rules.order_clocks import due_day
from rules.window_codes import link
from rules.work_calendar import DAY, day_bounds, local_day
from server.demo import (
    accounts,
    cases,
    connections,
    inboxes,
    opinions,
    orders,
    partners,
    people,
    places,
    services,
    texts,
)
from server.demo.accounts import PASSWORD, Account
from server.demo.office_time import OfficeTime
from server.demo.opinions import Opinions
from server.demo.orders import Told
from server.demo.people import Person
from server.demo.rosters import AROUND_THE_CLOCK, extend_rosters, posts, turns
from server.demo.services import Served
from server.demo.world import DAYS_BACK, REACH, World
from server.seed import seed_reference_data

SEED = 20191014
MARK = "chaozhou"  # the region whose presence says that the city is there
BATCH = 400
M = TypeVar("M", bound=Model)


class NotEmpty(Exception):
    """The database holds something else; a demo city is never mixed with real data."""


@dataclass(frozen=True, slots=True)
class DemoWindow:
    """The window whose officer is on duty around the clock."""

    hall: str
    number: str
    name: str
    token: str
    short_number: str

    def link(self, public_url: str) -> str:
        """What its code says."""
        return link(public_url, self.token)


@dataclass(frozen=True, slots=True)
class DemoCity:
    """What a newcomer needs to know."""

    window: DemoWindow
    persons: tuple[Person, ...]
    accounts: tuple[Account, ...]
    password: str = PASSWORD


async def load(*, keys: Keyring, now: datetime, seed: int = SEED) -> DemoCity:
    """The demo city on the database that is open, dated back from `now`; written only once.

    The same seed and the same `now` give the same city apart from ids, tokens and ciphertexts.
    Raises `NotEmpty` on a database that holds anything else.
    """
    if not await Region.exists(code=MARK):
        if await Region.exists() or await Staff.exists():
            raise NotEmpty
        await seed_reference_data(now)
        async with in_transaction():
            await _write(await _world(keys=keys, now=now, seed=seed))
    await extend_rosters(now)
    return await _describe()


async def _world(*, keys: Keyring, now: datetime, seed: int) -> World:
    known = await reference.load()
    rows = places.build(seed, opened_at=now - DAYS_BACK * DAY)
    return World(
        keys=keys,
        now=now,
        seed=seed,
        rules=known.rule_sets.at(now),
        calendar=known.calendar,
        office_time=OfficeTime.around(now, days=REACH, calendar=known.calendar),
        places=rows,
        staff=accounts.build(rows, keys=keys, seed=seed),
        persons={one.key: one for one in people.demo_persons()},
        crowd=people.crowd(seed),
        companies=people.companies(seed),
    )


async def _write(world: World) -> None:
    """Everything in one transaction: a city that was interrupted is not there at all."""
    await _write_places(world)
    await _store(Staff, list(world.staff.values()))
    await _store(Duty, _past_duties(world))
    served = services.past(world)
    said = opinions.past(world, served)
    written = texts.past(world, served, said)
    told = orders.of_ratings(world, filter(orders.is_poor, list(said.said)))
    always = cases.always(world, said)
    served += [one for one, _ in always]
    told += [one for _, one in always]
    await _write_people(world, said)
    await _write_services(served, said)
    for model, rows in written.rows:
        await _store(model, rows)
    await _write_orders(world, told)
    await _store(Connection, connections.of_bureaus(world))
    # Connected lately: what was there before would keep a small machine busy for a minute.
    await Watermark.create(name=LOOKED, at=day_bounds(local_day(world.now) - DAY)[0])


async def _store(model: type[M], rows: Sequence[M]) -> None:
    await model.bulk_create(rows, batch_size=BATCH)


async def _write_places(world: World) -> None:
    rows = world.places
    await _store(Region, list(rows.regions.values()))
    await _store(Bureau, list(rows.bureaus.values()))
    await _store(Institution, list(rows.institutions.values()))
    await _store(Hall, list(rows.halls.values()))
    await _store(Window, list(rows.windows.values()))
    await _store(WindowCode, list(rows.codes.values()))
    await _store(ServiceItem, [item for found in rows.items.values() for item in found])
    for row in partners.of_city(world):
        await row.save(force_create=True)


def _past_duties(world: World) -> list[Duty]:
    return [
        Duty(
            id=uuid4(),
            window_id=world.places.windows[turn.window].id,
            officer_id=world.staff[turn.login].id,
            starts_at=turn.span[0],
            ends_at=turn.span[1],
        )
        for post in posts()
        for back in range(1, post.days_back + 1)
        for turn in turns(post, local_day(world.now) - back * DAY, world.calendar)
    ]


async def _write_people(world: World, said: Opinions) -> None:
    """Only who rated: everybody else has never verified the real name."""
    rated = {one.rating.evaluator_id for one in said.said}
    evaluators = [one for one in said.evaluators.values() if one.id in rated]
    await _store(Evaluator, evaluators)
    await _store(
        Consent,
        [
            Consent(
                id=uuid4(),
                evaluator_id=one.id,
                purpose="privacy_notice",
                version=NOTICE_VERSION,
                given_at=world.since,
            )
            for one in evaluators
        ],
    )


async def _write_services(served: list[Served], said: Opinions) -> None:
    await _store(ServiceRecord, [one.record for one in served])
    invited = [one.record for one in served if one.record.source != "walk_in"]
    await _store(
        Invitation,
        [
            Invitation(id=uuid4(), service_record_id=one.id, invited_at=one.ended_at)
            for one in invited
        ],
    )
    await _store(Rating, [one.rating for one in said.said])


async def _write_orders(world: World, told: list[Told]) -> None:
    await _store(WorkOrder, [one.order for one in told])
    await _store(Transition, [step for one in told for step in one.transitions])
    await _store(Entry, [entry for one in told for entry in one.entries])
    rounds = [one for order in told for one in order.rounds]
    await _store(OrderRound, rounds)
    await _store(
        OrderChange,
        [
            OrderChange(id=uuid4(), order_id=one.order_id, day=due_day(one.due_at), at=world.now)
            for one in rounds
            if one.due_at is not None
        ],
    )
    outbox, inbox = await inboxes.past(world, told)
    await _store(OutboxMessage, outbox)
    await _store(InboxMessage, inbox)


async def _describe() -> DemoCity:
    hall, number = AROUND_THE_CLOCK.split("/")
    window = await Window.get(hall__code=hall, number=number).select_related("hall")
    code = await WindowCode.get(window_id=window.id, active=1)
    return DemoCity(
        window=DemoWindow(
            window.hall.name, window.number, window.name, code.token, code.short_number
        ),
        persons=people.demo_persons(),
        accounts=tuple(accounts.accounts()),
    )
