"""Queue machines and business systems tell that a service has ended (3-1, 6-7)."""

from datetime import datetime
from typing import Annotated

from msgspec import Meta, Struct

from actions import service_records
from actions.service_records import Party, ServiceEnded
from handlers.endpoint import Call, endpoint
from handlers.permissions import May
from rules.actors import Partner

Name = Annotated[str, Meta(min_length=1, max_length=64)]


class EndedService(Struct, forbid_unknown_fields=True):
    """One ended service, known by project number and service number."""

    project_number: Name
    service_number: Annotated[int, Meta(ge=1, le=9999)]
    item_code: Name
    hall_code: Name
    window_number: Name
    officer_login: Name
    ended_at: datetime
    applicant: Party
    agent: Party | None = None


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
    ),
    status=201,
)
async def take_in_service(call: Call[Partner, EndedService]) -> ServiceEnded:
    """Take in an ended service; sent again, the same answer comes back."""
    sent = call.body
    return await service_records.take_in(
        project_number=sent.project_number,
        service_number=sent.service_number,
        item_code=sent.item_code,
        hall_code=sent.hall_code,
        window_number=sent.window_number,
        officer_login=sent.officer_login,
        ended_at=sent.ended_at,
        applicant=sent.applicant,
        agent=sent.agent,
        by=call.by,
        deps=call.deps,
        now=call.now,
    )
