"""Files of the exchange with the province: what waits, went out and came in (10-4)."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct
from tortoise.expressions import Subquery
from tortoise.functions import Count

from models import ExchangeFile, ExchangeItem, ExchangeReceived
from rules.actors import StaffMember
from rules.exchange import Receipt
from rules.exchange import State as Sending
from rules.exchange_files import Holds

SHOWN = 50
HELD = "held"


class ExchangeFileRow(Struct, frozen=True):
    """One file. `results` are counts by word.

    Out: told, held. Answers: confirmed, known, held. Ratings: taken, known, refused, held, waiting.
    """

    id: UUID
    direction: str  # out, in
    holds: str  # messages, answers, ratings
    number: str
    state: str  # waiting, running, done, failed, expired
    rows_total: int | None
    rows_done: int
    results: dict[str, int]
    size: int
    sm3: str
    asked_by: str
    asked_at: datetime
    finished_at: datetime | None
    expires_at: datetime | None


class ExchangeFiles(Struct, frozen=True):
    """`keys` is whether any are set; `waiting` how many messages a new file would hold."""

    keys: bool
    waiting: int
    rows: list[ExchangeFileRow]


async def listed(*, by: StaffMember, keys: bool, now: datetime) -> ExchangeFiles:
    """The newest files, and how much a new one would be about (10-4)."""
    files = (
        await ExchangeFile.all().order_by("-asked_at", "id").limit(SHOWN).select_related("asked_by")
    )
    # What stands behind a message in quarantine waits for somebody, and goes into no file.
    held = ExchangeItem.filter(state=Sending.QUARANTINED).values("service_record_id")
    waiting = ExchangeItem.filter(state__in=[Sending.QUEUED, Sending.SENDING]).exclude(
        service_record_id__in=Subquery(held)
    )
    states = await _states([one.id for one in files if one.holds == Holds.RATINGS])
    rows = [_row(one, states.get(one.id, {})) for one in files]
    return ExchangeFiles(keys, await waiting.count(), rows)


async def _states(files: list[UUID]) -> dict[UUID, dict[str, int]]:
    """What became of the rows each file brought, by their state."""
    found: dict[UUID, dict[str, int]] = {}
    rows = ExchangeReceived.filter(carried_by__in=files).annotate(many=Count("id"))
    grouped = rows.group_by("carried_by", "state")
    for file, state, many in await grouped.values_list("carried_by", "state", "many"):
        found.setdefault(file, {})[state] = many
    return found


def _row(file: ExchangeFile, states: dict[str, int]) -> ExchangeFileRow:
    return ExchangeFileRow(
        id=file.id,
        direction=file.direction,
        holds=file.holds,
        number=file.number,
        state=file.state,
        rows_total=file.rows_total,
        rows_done=file.rows_done,
        results=_results(file, states),
        size=file.size,
        sm3=file.sm3,
        asked_by=file.asked_by.name,
        asked_at=file.asked_at,
        finished_at=file.finished_at,
        expires_at=file.expires_at,
    )


def _results(file: ExchangeFile, states: dict[str, int]) -> dict[str, int]:
    if file.holds == Holds.MESSAGES:
        return {"told": file.taken, HELD: file.held}
    if file.holds == Holds.ANSWERS:
        return {"confirmed": file.taken, "known": file.known, HELD: file.held}
    return {
        "taken": states.get(Receipt.TAKEN, 0),
        # Brought by another file or over the wire before, or ours come back.
        "known": file.known + states.get(Receipt.KNOWN, 0),
        "refused": states.get(Receipt.REFUSED, 0),
        HELD: states.get(Receipt.QUARANTINED, 0),
        "waiting": states.get(Receipt.NEW, 0),
    }
