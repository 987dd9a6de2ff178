"""A citizen's name and number: asked for, agreed to, shown for a time (Art. 9; 9-2, 9-5)."""

from typing import Annotated, Any, Literal
from uuid import UUID

from msgspec import Meta, Struct

from actions.people import identity_looks
from actions.people.identity_looks import Identity
from handlers.endpoint import Call, Limit, Nothing, endpoint
from handlers.permissions import May
from queries.people import identity
from queries.people.identity import Look, MyLook, OrderLooks
from rules.actors import Citizen, StaffMember
from rules.identity import Purpose, Step


class AskIdentity(Struct, forbid_unknown_fields=True):
    purpose: Literal["follow_up", "undelivered", "safety"]
    reason: Annotated[str, Meta(min_length=4, max_length=200)]


class DecideLook(Struct, forbid_unknown_fields=True):
    step: Literal["grant", "refuse"]


class Looks(Struct, frozen=True):
    looks: list[Look]


class MyLooks(Struct, frozen=True):
    looks: list[MyLook]


@endpoint(
    "GET",
    "/api/work-orders/{order_id}/identity",
    may=May.CASE_STAFF,
    gives=OrderLooks,
    errors=("not_found",),
)
async def list_identity_looks(call: Call[StaffMember, None], order_id: UUID) -> OrderLooks:
    """Who asked to see the citizen of a case, what for, and what became of it."""
    return await _looks(call, order_id)


@endpoint(
    "POST",
    "/api/work-orders/{order_id}/identity",
    may=May.CASE_STAFF,
    takes=AskIdentity,
    gives=OrderLooks,
    errors=("not_found", "identity_wall", "stale"),
    limit=Limit(60, 3600),
)
async def ask_identity(call: Call[StaffMember, AskIdentity], order_id: UUID) -> OrderLooks:
    """Ask to see the citizen's name and number, for a purpose and with a reason."""
    await identity_looks.ask(
        order_id=order_id,
        purpose=Purpose(call.body.purpose),
        reason=call.body.reason,
        by=call.by,
        deps=call.deps,
        now=call.now,
    )
    return await _looks(call, order_id)


@endpoint("GET", "/api/identity-looks/waiting", may=May.BUREAU, gives=Looks)
async def list_looks_to_decide(call: Call[StaffMember, None]) -> Looks:
    """Looks that wait for a second person of the own bureau."""
    return Looks(await identity.waiting(by=call.by, now=call.now))


@endpoint(
    "POST",
    "/api/identity-looks/{look_id}/decide",
    may=May.BUREAU,
    takes=DecideLook,
    errors=("not_found", "same_person", "not_allowed_now", "stale"),
)
async def decide_look(call: Call[StaffMember, DecideLook], look_id: UUID) -> Nothing:
    """Agree, as the second person, that a colleague sees name and number, or do not."""
    await identity_looks.decide(
        look_id=look_id, step=Step(call.body.step), by=call.by, now=call.now
    )
    return Nothing()


@endpoint(
    "POST",
    "/api/identity-looks/{look_id}/show",
    may=May.CASE_STAFF,
    gives=Identity,
    errors=("not_found", "look_over"),
    limit=Limit(60, 3600),
)
async def show_identity(call: Call[StaffMember, Nothing], look_id: UUID) -> Identity:
    """The citizen's name and number, while the own look lasts; each time is on record."""
    return await identity_looks.show(look_id=look_id, by=call.by, deps=call.deps, now=call.now)


@endpoint("GET", "/api/my/looks", may=May.EVALUATOR, gives=MyLooks)
async def show_my_looks(call: Call[Citizen, None]) -> MyLooks:
    """Which office saw the own name and number, when and what for."""
    return MyLooks(await identity.mine(by=call.by))


async def _looks(call: Call[StaffMember, Any], order_id: UUID) -> OrderLooks:
    return await identity.of_order(
        order_id, by=call.by, now=call.now, rule_sets=call.deps.rule_sets
    )
