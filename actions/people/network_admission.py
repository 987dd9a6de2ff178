"""From where an account may be used, asked at each request of staff: lists kept in memory."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from models import NetworkList, Staff
from rules.actors import StaffMember
from rules.networks import Allowed, admits, read
from rules.work_calendar import local_day

READ_AGAIN = timedelta(seconds=5)  # a list that was changed counts within this time
Lists = dict[UUID, list[Allowed]]


@dataclass(slots=True)
class AllowedNetworks:
    """The lists of all places in the memory of a process, at most five seconds old."""

    _lists: Lists = field(default_factory=dict)
    _read_at: datetime | None = None

    async def admits(self, by: StaffMember | Staff, address: str, *, now: datetime) -> bool:
        """Whether an account may be used from an address; a bound phone from any. Art. 9 (9-2)."""
        if isinstance(by, StaffMember) and by.phone_id is not None:
            return True
        if self._read_at is None or not timedelta(0) <= now - self._read_at < READ_AGAIN:
            self._lists, self._read_at = await _all_lists(), now
        places = (by.bureau_id, by.institution_id, by.hall_id)
        lists = [self._lists[place] for place in places if place in self._lists]
        return all(admits(one, address, local_day(now)) for one in lists)


async def _all_lists() -> Lists:
    return {
        place: read(one.rows)
        for one in await NetworkList.all()
        for place in (one.bureau_id, one.institution_id, one.hall_id)
        if place
    }
