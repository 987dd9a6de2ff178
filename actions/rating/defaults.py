"""Services nobody rated for seven natural days get their default (Art. 6; 6-2, 6-3, 6-8).

Defaults fall due at midnight in Chaozhou, and each such moment is settled as a whole. Any number of
workers may do it: the unique place of the rating decides, and a citizen's opinion at the same
moment is worth more than who came first in a list. A default is nobody's opinion; it opens no work
order and tells nobody anything (6-4, 6-6).
"""

from datetime import datetime, timedelta

from tortoise.expressions import F

from actions.figures import figures
from actions.sql import marks
from actions.sql.defaults import NOBODY, write_slice
from models import ServiceRecord, Settlement
from rules.work_calendar import DAY, day_bounds, local_day

# A service whose record is being written in this very minute is seen in the next round.
GRACE = timedelta(minutes=1)


async def settle(*, now: datetime) -> int:
    """Write every default that has fallen due; how many were written.

    After days of downtime they are dated when they were due, with the time they were really
    written beside it (6-8).
    """
    await _list_due_moments(now - GRACE)
    made = 0
    for moment in await Settlement.filter(settled_at=None).order_by("due_at"):
        made += await _settle_moment(moment, now=now)
    return made


async def reopen(due_at: datetime) -> None:
    """A service came in that fell due before: its moment is gone through once more.

    Call it in the transaction that stores the service; the row it writes makes a pass that is
    under way start again.
    """
    known = await Settlement.filter(due_at=due_at).update(version=F("version") + 1, settled_at=None)
    if not known:
        await Settlement.create(due_at=due_at)


async def _list_due_moments(until: datetime) -> None:
    """Every midnight since the last one listed, or since the first service there is."""
    last = await Settlement.all().order_by("-due_at").first()
    if last is not None:
        start = last.due_at
    else:
        first = await ServiceRecord.exclude(default_due_at=None).order_by("default_due_at").first()
        if first is None or first.default_due_at is None:
            return
        start = first.default_due_at - DAY
    day = local_day(start) + DAY
    while day_bounds(day)[0] <= until:
        await marks.run(marks.LISTED, day_bounds(day)[0])
        day += DAY


async def _settle_moment(moment: Settlement, *, now: datetime) -> int:
    made, after = 0, NOBODY
    while True:
        written = await write_slice(moment.due_at, after, now=now)
        made += written.made
        if written.last is None:
            break
        after = written.last
    if made:
        await figures.mark_day(local_day(moment.due_at))
    await Settlement.filter(due_at=moment.due_at).update(made=F("made") + made)
    unchanged = Settlement.filter(due_at=moment.due_at, version=moment.version)
    await unchanged.update(settled_at=now)
    return made
