"""What was put aside in the exchange with a partner, seen and mended alike for all (10-5)."""

from collections.abc import Awaitable, Callable
from typing import Annotated, Any

from msgspec import Meta, Struct

from actions.exchange import party, quarantine
from handlers.endpoint import Call
from queries.exchange import complaints, province
from queries.exchange.province import Quarantine
from rules.actors import StaffMember
from rules.complaints import PARTNER as COMPLAINTS

HELD: dict[str, Callable[..., Awaitable[Quarantine]]] = {
    party.PROVINCE: province.quarantine,
    COMPLAINTS: complaints.quarantine,
}


class CodePair(Struct, forbid_unknown_fields=True):
    table: Annotated[str, Meta(min_length=1, max_length=40)]
    ours: Annotated[str, Meta(min_length=1, max_length=64)]
    theirs: Annotated[str, Meta(min_length=1, max_length=64)]
    reason: Annotated[str, Meta(min_length=4, max_length=200)]


class Replay(Struct, forbid_unknown_fields=True):
    error: Annotated[str, Meta(min_length=1, max_length=40)]
    about: Annotated[str, Meta(max_length=40)] = ""
    code: Annotated[str, Meta(max_length=64)] = ""


async def shown(call: Call[StaffMember, Any], partner: str) -> Quarantine:
    """What is held now."""
    agreement = await party.agreement(deps=call.deps, now=call.now, partner=partner)
    return await HELD[partner](by=call.by, agreement=agreement)


async def mapped(call: Call[StaffMember, CodePair], partner: str) -> Quarantine:
    """What is held once a pair of codes has been added."""
    pair = call.body
    await quarantine.add_pair(
        table=pair.table,
        ours=pair.ours,
        theirs=pair.theirs,
        reason=pair.reason,
        by=call.by,
        deps=call.deps,
        now=call.now,
        partner=partner,
    )
    return await shown(call, partner)


async def replayed(call: Call[StaffMember, Replay], partner: str) -> Quarantine:
    """What is held once one reason of it has been dealt with again."""
    group = call.body
    await quarantine.replay(
        error=group.error,
        about=group.about,
        code=group.code,
        by=call.by,
        now=call.now,
        partner=partner,
    )
    return await shown(call, partner)
