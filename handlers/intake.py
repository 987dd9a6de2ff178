"""Queue machines, business systems and the hotline tell that a service has ended (3-1, 6-7)."""

from datetime import datetime
from typing import Annotated

from msgspec import Meta, Struct

from actions.services import intake
from actions.services.service_records import Case, Party, ServiceEnded
from handlers.endpoint import Call, endpoint
from handlers.permissions import May
from rules.actors import Partner
from rules.rating_points import LONGEST

Name = Annotated[str, Meta(min_length=1, max_length=64)]


class EndedService(Struct, forbid_unknown_fields=True):
    """One ended service, known by project number and service number.

    `point`: which of the item's declared rating points the case has reached; none: its end.
    `slip`: whether the answer is to have a code to print for the citizen.
    """

    project_number: Name
    service_number: Annotated[int, Meta(ge=1, le=9999)]
    item_code: Name
    hall_code: Name
    window_number: Name
    officer_login: Name
    ended_at: datetime
    applicant: Party
    agent: Party | None = None
    point: Annotated[str, Meta(max_length=LONGEST)] = ""
    slip: bool = False


class EndedCall(Struct, forbid_unknown_fields=True):
    """One ended call about an item. Without `caller` nobody can rate it here."""

    call_number: Annotated[str, Meta(min_length=1, max_length=60)]
    item_code: Name
    ended_at: datetime
    officer_login: Name | None = None
    caller: Party | None = None


@endpoint(
    "POST",
    "/api/intake/services",
    may=May.PARTNER,
    takes=EndedService,
    gives=ServiceEnded,
    errors=(
        "window_unknown",
        "window_gone",
        "item_unknown",
        "officer_unknown",
        "bad_document",
        "in_the_future",
        "point_unknown",
        "point_missing",
        "point_elsewhere",
    ),
    status=201,
)
async def take_in_service(call: Call[Partner, EndedService]) -> ServiceEnded:
    """Take in an ended service; sent again, the same answer comes back."""
    sent = call.body
    return await intake.take_in(
        case=Case(sent.project_number, sent.service_number, sent.point),
        item_code=sent.item_code,
        hall_code=sent.hall_code,
        window_number=sent.window_number,
        officer_login=sent.officer_login,
        ended_at=sent.ended_at,
        applicant=sent.applicant,
        agent=sent.agent,
        slip=sent.slip,
        by=call.by,
        deps=call.deps,
        now=call.now,
    )


@endpoint(
    "POST",
    "/api/intake/calls",
    may=May.PARTNER,
    takes=EndedCall,
    gives=ServiceEnded,
    errors=("item_unknown", "officer_unknown", "bad_document", "in_the_future"),
    status=201,
)
async def take_in_call(call: Call[Partner, EndedCall]) -> ServiceEnded:
    """Take in an ended call: its end is the end of the service; told again, the same answer."""
    sent = call.body
    return await intake.take_in_call(
        call_number=sent.call_number,
        item_code=sent.item_code,
        officer_login=sent.officer_login,
        ended_at=sent.ended_at,
        caller=sent.caller,
        by=call.by,
        deps=call.deps,
        now=call.now,
    )
