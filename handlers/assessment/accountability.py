"""What ranks and failed rectification suggest; people decide (Art. 15)."""

from typing import Annotated, Any, Literal
from uuid import UUID

from msgspec import Meta, Struct

from actions.assessment import accountability
from handlers.endpoint import Call, endpoint
from handlers.permissions import May
from queries.assessment import accountability as queries
from queries.assessment.accountability import AccountabilityCases, FailedOrders
from rules.actors import StaffMember

Note = Annotated[str, Meta(max_length=500)]


class DecideCase(Struct, forbid_unknown_fields=True):
    decision: Literal["no_action", "talk", "referred"]
    reason: Note
    impact: Note = ""


@endpoint("GET", "/api/accountability", may=May.BUREAU, gives=AccountabilityCases)
async def list_accountability(call: Call[StaffMember, None]) -> AccountabilityCases:
    """What ranks and failed rectification suggest; people decide (15-1)."""
    return await _listed(call)


@endpoint(
    "GET",
    "/api/accountability/{case_id}/orders",
    may=May.BUREAU,
    gives=FailedOrders,
    errors=("not_found",),
)
async def list_failed_orders(call: Call[StaffMember, None], case_id: UUID) -> FailedOrders:
    """The failed orders a suggestion rests on (15-2)."""
    return await queries.orders_of(case_id, by=call.by)


@endpoint(
    "POST",
    "/api/accountability/{case_id}/decide",
    may=May.BUREAU,
    takes=DecideCase,
    gives=AccountabilityCases,
    errors=("not_found", "reason_missing", "stale"),
)
async def decide_accountability(
    call: Call[StaffMember, DecideCase], case_id: UUID
) -> AccountabilityCases:
    """Decide on a suggestion, with the reason and the harm that was done (15-2)."""
    await accountability.decide(
        case_id=case_id,
        decision=call.body.decision,
        impact=call.body.impact,
        reason=call.body.reason,
        by=call.by,
        now=call.now,
    )
    return await _listed(call)


async def _listed(call: Call[StaffMember, Any]) -> AccountabilityCases:
    return await queries.listed(by=call.by, rules=call.deps.rule_sets.at(call.now))
