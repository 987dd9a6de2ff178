"""The exchange with the provincial system, as the city bureau sees and mends it (Art. 10)."""

from datetime import date
from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

from actions.exchange import connections, party
from actions.exchange.connections import Progress
from handlers.endpoint import Call, endpoint
from handlers.exchange import held
from handlers.exchange.held import CodePair, Replay
from handlers.permissions import May
from queries.exchange import connections as connection_queries
from queries.exchange import province as queries
from queries.exchange.connections import Connections
from queries.exchange.province import Overview, Quarantine
from rules.actors import StaffMember
from rules.connections import Status

Text = Annotated[str, Meta(min_length=1, max_length=60)]


class ConnectionProgress(Struct, forbid_unknown_fields=True):
    system: Annotated[str, Meta(min_length=2, max_length=60)]
    status: Status
    since: date
    contact: Text
    note: Annotated[str, Meta(max_length=200)] = ""
    version: Annotated[int, Meta(ge=0, le=1_000_000)] = 0


@endpoint("GET", "/api/province", may=May.CITY, gives=Overview)
async def show_province(call: Call[StaffMember, None]) -> Overview:
    """Last contact with the province, what is wrong, how much went out and waits."""
    return await queries.overview(
        by=call.by,
        connected=call.deps.gateways.province is not None,
        agreement=await party.agreement(deps=call.deps, now=call.now),
        now=call.now,
    )


@endpoint("GET", "/api/province/quarantine", may=May.CITY, gives=Quarantine)
async def list_quarantine(call: Call[StaffMember, None]) -> Quarantine:
    """Messages put aside, by their reason."""
    return await held.shown(call, party.PROVINCE)


@endpoint(
    "POST",
    "/api/province/codes",
    may=May.CITY,
    takes=CodePair,
    gives=Quarantine,
    errors=("exchange_table_unknown", "exchange_pair_there"),
    status=201,
)
async def map_exchange_code(call: Call[StaffMember, CodePair]) -> Quarantine:
    """Add a pair of codes; what waited for it goes on at once."""
    return await held.mapped(call, party.PROVINCE)


@endpoint(
    "POST",
    "/api/province/replay",
    may=May.CITY,
    takes=Replay,
    gives=Quarantine,
    errors=("nothing_held",),
)
async def replay_exchange(call: Call[StaffMember, Replay]) -> Quarantine:
    """Tell again what was put aside for one reason."""
    return await held.replayed(call, party.PROVINCE)


@endpoint("GET", "/api/connections", may=May.BUREAU, gives=Connections)
async def list_connections(call: Call[StaffMember, None]) -> Connections:
    """How far every county and system is connected; a county sees its own."""
    return await connection_queries.listed(by=call.by)


@endpoint(
    "POST",
    "/api/connections",
    may=May.BUREAU,
    takes=ConnectionProgress,
    gives=Connections,
    errors=("connection_there", "connection_day"),
    status=201,
)
async def add_connection(call: Call[StaffMember, ConnectionProgress]) -> Connections:
    """Add a system of the own area."""
    await connections.add(progress=_progress(call.body), by=call.by, now=call.now)
    return await connection_queries.listed(by=call.by)


@endpoint(
    "POST",
    "/api/connections/{connection_id}",
    may=May.BUREAU,
    takes=ConnectionProgress,
    gives=Connections,
    errors=("not_found", "stale", "connection_there", "connection_day"),
)
async def change_connection(
    call: Call[StaffMember, ConnectionProgress], connection_id: UUID
) -> Connections:
    """Say anew how far a system is."""
    await connections.change(
        connection_id=connection_id,
        version=call.body.version,
        progress=_progress(call.body),
        by=call.by,
        now=call.now,
    )
    return await connection_queries.listed(by=call.by)


def _progress(body: ConnectionProgress) -> Progress:
    return Progress(body.system, body.status, body.since, body.contact, body.note)
