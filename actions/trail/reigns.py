"""Which key of the audit trail signs when: none is believed outside its time (9-2).

A key that was copied signs nothing any more once another has taken over (docs/decisions/0074).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from models import TrailKey

FIRST = 1
# A process reads every five minutes which key signs: until then some use the one before.
STILL_SIGNING = timedelta(minutes=15)
CLOCKS = timedelta(minutes=10)  # by how much two machines may differ


@dataclass(frozen=True, slots=True)
class Reign:
    """From when to when a key signs; None: from the beginning, or still."""

    since: datetime | None
    until: datetime | None

    def covers(self, at: datetime) -> bool:
        """Whether something of this moment may be signed with it."""
        early = self.since is not None and at < self.since - CLOCKS
        late = self.until is not None and at > self.until + STILL_SIGNING
        return not (early or late)


Reigns = Mapping[int, Reign]


async def reigns() -> Reigns:
    """By number, of the keys that sign or have signed."""
    used = [(FIRST, None)] + [
        (one.number, one.since)
        for one in await TrailKey.filter(since__isnull=False).order_by("since", "number")
    ]
    ends = [since for _, since in used[1:]]
    return {
        number: Reign(since, until)
        for (number, since), until in zip(used, [*ends, None], strict=True)
    }


def believed(number: int, at: datetime, known: Reigns) -> bool:
    """Whether a signature of this key is believed of something of this moment."""
    reign = known.get(number)
    return reign is not None and reign.covers(at)
