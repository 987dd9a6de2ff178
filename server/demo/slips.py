"""Slips as a queue machine of the demo hall printed them, for whoever tries a kiosk."""

from datetime import datetime

from actions.keys import Keyring
from actions.kiosks import vouchers
from models import Rating, ServiceRecord
from server.demo.rosters import AROUND_THE_CLOCK

PRINTED = 3


async def printed(*, keys: Keyring, now: datetime) -> tuple[str, ...]:
    """The codes of some services nobody has rated yet, in the hall that never closes."""
    hall, _ = AROUND_THE_CLOCK.split("/")
    found = ServiceRecord.filter(
        hall__code=hall, window_id__isnull=False, applicant_index__isnull=False
    ).filter(default_due_at__gt=now)
    codes: list[str] = []
    async for record in found.order_by("-ended_at"):
        if len(codes) == PRINTED:
            break
        if await Rating.filter(service_record_id=record.id).exists():
            continue
        slip = await vouchers.issue(record, keys=keys, now=now)
        if slip is not None:
            codes.append(slip.code)
    return tuple(codes)
