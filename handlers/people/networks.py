"""The security administrator says from where the accounts of a place may be used (Art. 9; 9-2)."""

from datetime import date
from typing import Annotated, Any

from msgspec import Meta, Struct, field

from actions.people import allowed_networks
from actions.people.staff_accounts import Place
from handlers.endpoint import Call, endpoint
from handlers.people.accounts import OfPlace
from handlers.permissions import May
from queries.people.networks import Networks, networks_of
from rules.actors import StaffMember
from rules.networks import MOST_NETWORKS, Allowed, networks


class NetworkLine(Struct, forbid_unknown_fields=True):
    """An address or a network; `until` is the last day it counts, none: for good."""

    network: Annotated[str, Meta(min_length=2, max_length=60)]
    note: Annotated[str, Meta(max_length=40)] = ""
    until: date | None = None


class NetworksOfPlace(OfPlace):
    """`version` is the one the caller has seen; 0 where nothing was said before."""

    rows: Annotated[list[NetworkLine], Meta(max_length=MOST_NETWORKS)] = field(default_factory=list)
    version: Annotated[int, Meta(ge=0, le=1_000_000)] = 0


@endpoint(
    "GET",
    "/api/staff/networks",
    may=May.SECURITY,
    takes=OfPlace,
    gives=Networks,
    errors=("not_found",),
)
async def show_networks(call: Call[StaffMember, OfPlace]) -> Networks:
    """From where the accounts of a place may be used; no rows: from everywhere."""
    return await _shown(call.body.place, call)


@endpoint(
    "POST",
    "/api/staff/networks",
    may=May.SECURITY,
    takes=NetworksOfPlace,
    gives=Networks,
    errors=("not_found", "networks_wrong", "shuts_oneself_out", "stale"),
)
async def change_networks(call: Call[StaffMember, NetworksOfPlace]) -> Networks:
    """Say anew from where; of the own place a list keeps the own address, without a last day."""
    said = call.body.rows
    found = networks(one.network for one in said)
    rows = [
        Allowed(network, one.until, one.note.strip())
        for network, one in zip(found, said, strict=True)
    ]
    await allowed_networks.change(
        place=call.body.place,
        allowed=rows,
        version=call.body.version,
        by=call.by,
        address=call.address,
        now=call.now,
    )
    return await _shown(call.body.place, call)


async def _shown(place: Place, call: Call[StaffMember, Any]) -> Networks:
    return await networks_of(
        institution_id=place.institution_id,
        hall_id=place.hall_id,
        bureau_id=place.bureau_id,
        address=call.address,
        by=call.by,
        now=call.now,
    )
