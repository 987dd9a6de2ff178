"""What partners told, counted in memory and written now and then: a request waits for no count.

A process that is killed loses the counts of some seconds, and nothing else: what was told is in
its own table.
"""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID, uuid4

from actions.sql.partner_days import Counted, add
from models import PartnerRefusal
from rules.work_calendar import local_day

REFUSALS_IN_MEMORY = 5_000  # of all partners until the next time they are written
ALL_WELL = ""


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row nothing could be made of: its number as the partner knows it, and why."""

    number: str
    code: str
    place: str = ""


@dataclass(slots=True)
class Contacts:
    """One for each process."""

    _counts: dict[tuple[UUID, date, str, str], list[int]] = field(default_factory=dict)
    _last: dict[UUID, datetime] = field(default_factory=dict)
    _refusals: deque[PartnerRefusal] = field(
        default_factory=lambda: deque(maxlen=REFUSALS_IN_MEMORY)
    )

    def note(self, partner_id: UUID, endpoint: str, code: str, *, now: datetime) -> None:
        """A request ended in `code`, or in none if all was well."""
        self._count(partner_id, endpoint, code, now)[0] += 1

    def note_rows(
        self,
        partner_id: UUID,
        endpoint: str,
        *,
        good: int,
        bad: Sequence[RefusedRow],
        now: datetime,
    ) -> None:
        """So many rows of a batch were taken in or known already, and these were refused."""
        if good:
            self._count(partner_id, endpoint, ALL_WELL, now)[1] += good
        for one in bad:
            self._count(partner_id, endpoint, one.code, now)[1] += 1
            self.note_refused(partner_id, endpoint, one, now=now)

    def note_refused(
        self, partner_id: UUID, endpoint: str, row: RefusedRow, *, now: datetime
    ) -> None:
        """Keep the number and the reason, for both sides to look at."""
        self._refusals.append(
            PartnerRefusal(
                id=uuid4(),
                partner_id=partner_id,
                at=now,
                endpoint=endpoint[:40],
                number=row.number.replace("\x00", "")[:80],
                code=row.code[:40],
                place=row.place[:80],
            )
        )

    def _count(self, partner_id: UUID, endpoint: str, code: str, now: datetime) -> list[int]:
        self._last[partner_id] = now
        key = partner_id, local_day(now), endpoint[:40], code[:40]
        return self._counts.setdefault(key, [0, 0])

    async def flush(self) -> int:
        """Write what was counted since the last time; how many lines. Fails: it is kept."""
        counts, self._counts = self._counts, {}
        refusals, self._refusals = self._refusals, deque(maxlen=REFUSALS_IN_MEMORY)
        lines = [
            Counted(*key, contacts=pair[0], rows=pair[1], last_at=self._last[key[0]])
            for key, pair in counts.items()
        ]
        try:
            await add(lines)
            await PartnerRefusal.bulk_create(list(refusals), batch_size=500, ignore_conflicts=True)
        except BaseException:  # cancelled as well
            self._keep(counts, refusals)
            raise
        return len(lines)

    def _keep(
        self,
        counts: dict[tuple[UUID, date, str, str], list[int]],
        refusals: deque[PartnerRefusal],
    ) -> None:
        for key, (contacts, rows) in counts.items():
            pair = self._counts.setdefault(key, [0, 0])
            pair[0] += contacts
            pair[1] += rows
        self._refusals.extendleft(reversed(refusals))
