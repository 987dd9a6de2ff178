"""Months of services: at every turn of every officer a few, dated back from now."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from uuid import uuid4

from models import ServiceItem, ServiceRecord
from rules.defaults import default_due_at
from rules.work_calendar import local_day
from server.demo.people import Person
from server.demo.rosters import AROUND_THE_CLOCK, Post, Turn, posts, turns
from server.demo.world import World

A_HALF_DAY = ((0, 1, 2, 3), (25, 45, 22, 8))  # how many services, and how often that is so
A_BUSY_HALF_DAY = ((1, 2, 3), (45, 40, 15))
A_DAY_AROUND_THE_CLOCK = (5, 8)
AGENT_SHARE = 0.07
COMPANY_SHARE = 0.04
WALK_INS = 70
WAITING_HOURS = (3, 20, 29)  # how long ago the services ended that wait for a demo person


@dataclass(slots=True)
class Served:
    """A service record with those it was for; `rater` is who may rate it."""

    record: ServiceRecord
    rater: Person
    institution: str
    post: Post
    waits: bool = False  # a demo person shall rate it, so nobody has yet


def past(world: World) -> list[Served]:
    """Everything that ended in the last months, the services of demo persons among it."""
    rng = Random(f"services {world.seed}")
    served = [
        one
        for post in posts()
        for back in range(post.days_back, -1, -1)
        for turn in turns(post, local_day(world.now) - timedelta(days=back), world.calendar)
        for one in _turn(world, post, turn, rng)
    ]
    served += _walk_ins(world, rng)
    served += _waiting(world, rng)
    return served


def _turn(world: World, post: Post, turn: Turn, rng: Random) -> Iterator[Served]:
    start, end = turn.span
    if post.around_the_clock:
        count = rng.randint(*A_DAY_AROUND_THE_CLOCK)
    else:
        count = rng.choices(*(A_BUSY_HALF_DAY if post.busy else A_HALF_DAY))[0]
    for _ in range(count):
        ended_at = start + (end - start) * rng.uniform(0.02, 0.99)
        item = rng.choice(world.places.items[post.institution])
        applicant, agent = _parties(world, rng)
        if ended_at < world.now:
            yield serve(
                world,
                rng,
                window=turn.window,
                item=item,
                post=post,
                applicant=applicant,
                agent=agent,
                ended_at=ended_at.replace(microsecond=0),
            )


def _parties(world: World, rng: Random) -> tuple[Person, Person | None]:
    applicant, agent = rng.sample(world.crowd, 2)
    came = rng.random()
    if came < COMPANY_SHARE:
        return rng.choice(world.companies), agent
    return applicant, agent if came < AGENT_SHARE else None


def serve(
    world: World,
    rng: Random,
    *,
    window: str,
    item: ServiceItem,
    post: Post,
    applicant: Person,
    agent: Person | None,
    ended_at: datetime,
) -> Served:
    """A finished service as the intake would have recorded it."""
    institution = world.places.window_institutions[window]
    row = uuid4()
    record = ServiceRecord(
        id=row,
        project_number=f"CZ{rng.randrange(10**16):016d}",
        service_number=1,
        source="queue_machine",
        institution_id=world.places.institutions[institution].id,
        bureau_id=_bureau_of(world, institution),
        hall_id=world.places.windows[window].hall_id,
        window_id=world.places.windows[window].id,
        item_id=item.id,
        officer_id=world.staff[post.login].id,
        ended_at=ended_at,
        default_due_at=default_due_at(ended_at, world.rules),
        rule_set=world.rules.code,
        **applicant.sealed("applicant", row, world.keys),
        **(agent.sealed("agent", row, world.keys) if agent else {}),
    )
    return Served(record, agent or applicant, institution, post)


def _bureau_of(world: World, institution: str) -> object:
    return world.places.institutions[institution].bureau_id


def _walk_ins(world: World, rng: Random) -> Iterator[Served]:
    """Visits without a record, once a person, so that no daily limit is touched."""
    candidates = [
        (post, turn)
        for post in posts()
        for back in range(1, post.days_back)
        for turn in turns(post, local_day(world.now) - timedelta(days=back), world.calendar)
    ]
    people = rng.sample(world.crowd, WALK_INS)
    sampled = rng.sample(candidates, WALK_INS)
    for person, (post, turn) in zip(people, sampled, strict=True):
        start, end = turn.span
        ended_at = (start + (end - start) * rng.random()).replace(microsecond=0)
        institution = world.places.window_institutions[turn.window]
        record = ServiceRecord(
            id=uuid4(),
            project_number=f"WI{rng.getrandbits(128):032x}",
            service_number=1,
            source="walk_in",
            institution_id=world.places.institutions[institution].id,
            bureau_id=_bureau_of(world, institution),
            hall_id=world.places.windows[turn.window].hall_id,
            window_id=world.places.windows[turn.window].id,
            ended_at=ended_at,
            rule_set=world.rules.code,
            walk_in_day=local_day(ended_at),
            walk_in_ordinal=1,
            typed=rng.random() < 0.2,
        )
        yield Served(record, person, institution, post)


def _waiting(world: World, rng: Random) -> Iterator[Served]:
    """What a newcomer can rate at once: fresh services at the window that never closes."""
    [post] = [one for one in posts() if one.around_the_clock]
    for place, person in enumerate(world.persons.values()):
        for hours in WAITING_HOURS[: 2 + place % 2]:
            made = serve(
                world,
                rng,
                window=AROUND_THE_CLOCK,
                item=rng.choice(world.places.items[post.institution]),
                post=post,
                applicant=person,
                agent=None,
                ended_at=world.now - timedelta(hours=hours, minutes=3 * place + 2),
            )
            made.waits = True
            yield made
