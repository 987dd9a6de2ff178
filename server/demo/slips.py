"""Slips as a queue machine of the demo hall printed them, for whoever tries their code or link."""

from dataclasses import dataclass
from datetime import datetime

from actions.keys import Keyring
from actions.kiosks import vouchers
from models import Rating, ServiceRecord
from server.demo.people import demo_persons
from server.demo.rosters import AROUND_THE_CLOCK

PRINTED = 3


@dataclass(frozen=True, slots=True)
class Printed:
    """What is on a slip, and whose it is."""

    code: str
    token: str
    name: str


async def printed(*, keys: Keyring, now: datetime) -> tuple[Printed, ...]:
    """Slips of some services nobody has rated yet, in the hall that never closes."""
    names = {one.index(keys): one.name for one in demo_persons()}
    hall, _ = AROUND_THE_CLOCK.split("/")
    found = ServiceRecord.filter(
        hall__code=hall, window_id__isnull=False, applicant_index__in=names
    ).filter(default_due_at__gt=now)
    slips: list[Printed] = []
    async for record in found.order_by("-ended_at"):
        if len(slips) == PRINTED:
            break
        if await Rating.filter(service_record_id=record.id).exists():
            continue
        slip = await vouchers.issue(record, keys=keys, now=now)
        if slip is not None and record.applicant_index is not None:
            slips.append(Printed(slip.code, slip.token, names[record.applicant_index]))
    return tuple(slips)
