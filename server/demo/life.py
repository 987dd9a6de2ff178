"""Keeps the demo alive: services end now and then, at windows whose officer is on duty."""

from datetime import datetime, timedelta
from random import Random
from uuid import uuid4

from actions.dependencies import Dependencies
from actions.services import intake
from actions.services.service_records import Case, ServiceEnded
from models import Duty, Partner, ServiceItem, ServiceRecord
from rules.actors import Partner as Machine
from server.demo.load import SEED
from server.demo.partners import QUEUE_MACHINE
from server.demo.people import Person, crowd, demo_persons
from server.demo.rosters import AROUND_THE_CLOCK

AT_ONCE = 2
ENOUGH = 2  # unrated services that wait for each demo person
FRESH = timedelta(days=4)


async def end_some_services(*, now: datetime, rng: Random, deps: Dependencies) -> int:
    """A few services end at windows on duty; how many.

    Besides strangers' ones, a demo person who has rated everything gets something to rate at the
    window that never closes.
    """
    duties = await Duty.filter(starts_at__lte=now, ends_at__gt=now).select_related(
        "window__hall", "officer"
    )
    ended = 0
    for duty in rng.sample(duties, min(AT_ONCE, len(duties))):
        if rng.random() < 0.5:
            await _end(duty, rng.choice(crowd(SEED)), now=now, rng=rng, deps=deps)
            ended += 1
    hall, number = AROUND_THE_CLOCK.split("/")
    [always] = [
        one for one in duties if (one.window.hall.code, one.window.number) == (hall, number)
    ]
    person = await _without_anything(always, deps=deps, now=now)
    if person is not None:
        await _end(always, person, now=now, rng=rng, deps=deps)
        ended += 1
    return ended


async def _without_anything(duty: Duty, *, deps: Dependencies, now: datetime) -> Person | None:
    """The first demo person who has too little to rate at this window."""
    for person in demo_persons():
        waiting = await ServiceRecord.filter(
            applicant_index=person.index(deps.keys),
            window_id=duty.window.id,
            ended_at__gt=now - FRESH,
            ratings__id__isnull=True,
        ).count()
        if waiting < ENOUGH:
            return person
    return None


async def _end(
    duty: Duty, applicant: Person, *, now: datetime, rng: Random, deps: Dependencies
) -> ServiceEnded:
    """As the queue machine tells of it."""
    machine = await Partner.get(keys__key_id=QUEUE_MACHINE)
    items = await ServiceItem.filter(institution_id=duty.officer.institution_id).order_by("code")
    told = intake.Told(
        case=Case(f"QM{uuid4().hex}"),
        item_code=rng.choice(items).code,
        ended_at=now,
        officer_login=duty.officer.login,
        applicant=applicant.party,
        hall_code=duty.window.hall.code,
        window_number=duty.window.number,
    )
    return await intake.take_in(
        told=told,
        by=Machine(machine.id, machine.name),
        deps=deps,
        now=now,
    )
