"""The exchange with the complaint platform, as the city bureau sees and mends it (Art. 11)."""

from typing import Any

from actions.exchange import party
from actions.exchange import quarantine as held
from handlers.endpoint import Call, endpoint
from handlers.permissions import May
from handlers.province import CodePair, Replay
from queries import complaints as queries
from queries.complaints import ComplaintOverview
from queries.province import Quarantine
from rules.actors import StaffMember
from rules.complaints import PARTNER


@endpoint("GET", "/api/complaints", may=May.CITY, gives=ComplaintOverview)
async def show_complaints(call: Call[StaffMember, None]) -> ComplaintOverview:
    """Last contact with the complaint platform, what is wrong, how much came and went."""
    return await queries.overview(
        by=call.by,
        connected=call.deps.gateways.complaints is not None,
        agreement=await party.agreement(deps=call.deps, now=call.now, partner=PARTNER),
        now=call.now,
    )


@endpoint("GET", "/api/complaints/quarantine", may=May.CITY, gives=Quarantine)
async def list_complaints_held(call: Call[StaffMember, None]) -> Quarantine:
    """Rows of the complaint platform that were put aside, by their reason."""
    return await _held(call)


@endpoint(
    "POST",
    "/api/complaints/codes",
    may=May.CITY,
    takes=CodePair,
    gives=Quarantine,
    errors=("exchange_table_unknown", "exchange_pair_there"),
    status=201,
)
async def map_complaint_code(call: Call[StaffMember, CodePair]) -> Quarantine:
    """Add a pair of codes of the platform; what waited for it goes on at once."""
    pair = call.body
    await held.add_pair(
        table=pair.table,
        ours=pair.ours,
        theirs=pair.theirs,
        reason=pair.reason,
        by=call.by,
        deps=call.deps,
        now=call.now,
        partner=PARTNER,
    )
    return await _held(call)


@endpoint(
    "POST",
    "/api/complaints/replay",
    may=May.CITY,
    takes=Replay,
    gives=Quarantine,
    errors=("nothing_held",),
)
async def replay_complaints(call: Call[StaffMember, Replay]) -> Quarantine:
    """Deal again with what was put aside for one reason."""
    group = call.body
    await held.replay(
        error=group.error,
        about=group.about,
        code=group.code,
        by=call.by,
        now=call.now,
        partner=PARTNER,
    )
    return await _held(call)


async def _held(call: Call[StaffMember, Any]) -> Quarantine:
    agreement = await party.agreement(deps=call.deps, now=call.now, partner=PARTNER)
    return await queries.quarantine(by=call.by, agreement=agreement)
