"""The officer's own page: end a service, see the own scores (3-1, 14-3)."""

from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

from actions.services import service_records
from actions.services.service_records import Party, ServiceEnded
from handlers.endpoint import Call, endpoint
from handlers.permissions import May
from handlers.rating.ratings import Key
from queries.channels import rating_devices
from queries.channels.rating_devices import AskedState
from queries.figures import officer_scores
from queries.figures.officer_scores import OwnScores
from queries.places import officers
from queries.places.officers import Duty
from rules.actors import StaffMember

Month = Annotated[str, Meta(pattern=r"^(20\d\d-(0[1-9]|1[0-2]))?$")]


class EndService(Struct, forbid_unknown_fields=True):
    """The applicant, and the agent if another person came to the window."""

    key: Key
    item_id: UUID
    applicant: Party
    agent: Party | None = None


class ScoresQuery(Struct, frozen=True):
    month: Month = ""


@endpoint("GET", "/api/officer/duty", may=May.OFFICER, gives=Duty)
async def show_duty(call: Call[StaffMember, None]) -> Duty:
    """The window the officer is on the roster for now, and its items."""
    return await officers.duty(by=call.by, now=call.now, public_url=call.deps.public_url)


@endpoint(
    "POST",
    "/api/officer/services",
    may=May.OFFICER,
    takes=EndService,
    gives=ServiceEnded,
    errors=("off_duty", "window_gone", "item_unknown", "bad_document"),
    status=201,
)
async def end_service(call: Call[StaffMember, EndService]) -> ServiceEnded:
    """End a service: service record, frozen officer and one invitation in one commit."""
    return await service_records.end(
        item_id=call.body.item_id,
        applicant=call.body.applicant,
        agent=call.body.agent,
        key=call.body.key,
        by=call.by,
        deps=call.deps,
        now=call.now,
    )


@endpoint(
    "GET",
    "/api/officer/services/{service_id}/asked",
    may=May.OFFICER,
    gives=AskedState,
    errors=("not_found",),
)
async def show_asked(call: Call[StaffMember, None], service_id: UUID) -> AskedState:
    """Whether the window's device still asks for this service; never what was answered."""
    return await rating_devices.asked(service_id, by=call.by, now=call.now)


@endpoint("GET", "/api/officer/scores", may=May.OFFICER, takes=ScoresQuery, gives=OwnScores)
async def show_own_scores(call: Call[StaffMember, ScoresQuery]) -> OwnScores:
    """The officer's own scores of a month, in batches; no evaluator, no minute."""
    return await officer_scores.scores(
        by=call.by,
        month=call.body.month,
        now=call.now,
        rule_sets=call.deps.rule_sets,
        calendar=call.deps.calendar,
    )
