"""Keeps the demo alive: services end now and then, at windows whose officer is on duty."""

from datetime import datetime
from random import Random
from uuid import UUID, uuid4

from actions import service_records
from actions.dependencies import Dependencies
from actions.service_records import Party
from models import Duty, Partner, ServiceItem
from rules.actors import Partner as PartnerActor
from server.demo.load import QUEUE_MACHINE
from server.demo.people import DemoPerson, name_of, resident_number
from server.demo.staff import extend_rosters

AT_ONCE = 2


async def end_some_services(
    persons: list[DemoPerson], *, deps: Dependencies, random: Random, now: datetime
) -> int:
    """A few services end at windows on duty, for demo persons and for strangers; how many."""
    duties = (
        await Duty.filter(starts_at__lte=now, ends_at__gt=now)
        .limit(200)
        .select_related("window__hall", "officer")
    )
    partner = await Partner.get(key_id=QUEUE_MACHINE[0])
    for duty in random.sample(duties, min(AT_ONCE, len(duties))):
        item = random.choice(await _items(duty.officer.institution_id))
        await service_records.take_in(
            project_number=f"QM{uuid4().hex}",
            service_number=1,
            item_code=item.code,
            hall_code=duty.window.hall.code,
            window_number=duty.window.number,
            officer_login=duty.officer.login,
            ended_at=now,
            applicant=_applicant(persons, random),
            agent=None,
            by=PartnerActor(partner.id, partner.name),
            deps=deps,
            now=now,
        )
    return min(AT_ONCE, len(duties))


async def _items(institution_id: UUID | None) -> list[ServiceItem]:
    return await ServiceItem.filter(institution_id=institution_id)


def _applicant(persons: list[DemoPerson], random: Random) -> Party:
    if random.random() < 0.5:
        person = random.choice(persons)
        return Party(person.document_type, person.document_number, person.name, person.phone)
    number = resident_number(random, random.randint(1945, 2004))
    return Party("resident_id", number, name_of(random.randrange(90)), None)


async def look_after_rosters(*, deps: Dependencies, now: datetime) -> int:
    """Rosters for the days that have come nearer."""
    return await extend_rosters(now=now, calendar=deps.calendar)
