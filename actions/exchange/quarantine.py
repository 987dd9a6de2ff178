"""What nobody could say or understand is mapped, and told again (Art. 10; 10-5)."""

from datetime import datetime
from uuid import uuid4

from tortoise.exceptions import IntegrityError
from tortoise.transactions import in_transaction

from actions.dependencies import Dependencies
from actions.exchange import party as parties
from actions.trail import audit
from models import ComplaintStep, ExchangeCode, ExchangeItem, ExchangeReceived
from rules import complaints
from rules.actors import StaffMember
from rules.exchange import Held, Receipt, State
from rules.refusals import Refused

# What goes out to each partner, a message a row.
MESSAGES: dict[str, type[ExchangeItem] | type[ComplaintStep]] = {
    parties.PROVINCE: ExchangeItem,
    complaints.PARTNER: ComplaintStep,
}


class TableUnknown(Refused):
    """The mapping in force has no table of this name."""

    code = "exchange_table_unknown"


class PairThere(Refused):
    """One of the two codes has its pair already; what was told before would change its meaning."""

    code = "exchange_pair_there"


class NothingHeld(Refused):
    """Nothing lies in quarantine for this reason any more."""

    code = "nothing_held"


async def add_pair(
    *,
    table: str,
    ours: str,
    theirs: str,
    reason: str,
    by: StaffMember,
    deps: Dependencies,
    now: datetime,
    partner: str = parties.PROVINCE,
) -> int:
    """Add a pair of codes and let everything that waited for it go on; how many messages.

    A code that has a pair keeps it. Art. 10 (10-5). Raises `TableUnknown`, `PairThere`.
    """
    known = (await parties.agreement(deps=deps, now=now, partner=partner)).tables.get(table)
    if known is None:
        raise TableUnknown
    if ours in known.theirs and theirs in known.ours:
        raise PairThere
    try:
        async with in_transaction():
            await ExchangeCode.create(
                id=uuid4(),
                partner=partner,
                name=table,
                ours=ours,
                theirs=theirs,
                reason=reason,
                added_at=now,
                added_by_id=by.staff_id,
            )
            await _note("map_exchange_code", f"{table} {ours}={theirs}", by=by, now=now)
            out = await _release_out(partner, Held.CODE_UNKNOWN, about=table, code=ours, now=now)
            return out + await _release_in(partner, Held.CODE_UNKNOWN, about=table, code=theirs)
    except IntegrityError as error:
        raise PairThere from error


async def replay(
    *,
    error: str,
    about: str,
    code: str,
    by: StaffMember,
    now: datetime,
    partner: str = parties.PROVINCE,
) -> int:
    """Tell again what was put aside for this reason; how many messages (10-5).

    Whatever is still wrong with one puts it aside again. Raises `NothingHeld`.
    """
    async with in_transaction():
        released = await _release_out(partner, error, about=about, code=code, now=now)
        released += await _release_in(partner, error, about=about, code=code)
        if not released:
            raise NothingHeld
        await _note("replay_exchange", f"{error} {about}", by=by, now=now)
    return released


async def _release_out(partner: str, error: str, *, about: str, code: str, now: datetime) -> int:
    """Put messages back in line; what waited behind them follows by itself."""
    model = MESSAGES[partner]
    held = model.filter(state=State.QUARANTINED, error=error, about=about, code=code)
    return await held.update(state=State.QUEUED, turn_at=now, error="", about="", code="")


async def _release_in(partner: str, error: str, *, about: str, code: str) -> int:
    held = ExchangeReceived.filter(
        party__name=partner, state=Receipt.QUARANTINED, error=error, about=about, code=code
    )
    return await held.update(state=Receipt.NEW, error="", about="", code="")


async def _note(action: str, what: str, *, by: StaffMember, now: datetime) -> None:
    await audit.record(
        by=by, action=action, outcome="done", object_kind="exchange", object_id=what, now=now
    )
