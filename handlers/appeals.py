"""Appeals of officers and their review (Art. 12)."""

from typing import Annotated, Any, Literal
from uuid import UUID

from msgspec import Meta, Struct

from actions import appeals
from handlers.endpoint import Call, endpoint
from handlers.permissions import May
from queries import appeals as queries
from queries.appeals import AppealFigures, Appeals, AppealView
from rules.actors import StaffMember

Words = Annotated[str, Meta(min_length=4, max_length=1000)]
Optional = Annotated[str, Meta(max_length=1000)]
STEP_ERRORS = ("not_found", "not_allowed_now", "not_yours", "stale")


class Lodge(Struct, forbid_unknown_fields=True):
    rating_id: UUID
    reason: Words
    evidence: Optional = ""


class UnitStep(Struct, forbid_unknown_fields=True):
    reason: Words
    version: int


class OwnStep(Struct, forbid_unknown_fields=True):
    version: int


class DecideAppeal(Struct, forbid_unknown_fields=True):
    action: Literal["uphold", "find_mistaken", "find_malicious"]
    reason: Words
    evidence: Words
    version: int


@endpoint("GET", "/api/appeals", may=May.APPEALS, gives=Appeals)
async def list_appeals(call: Call[StaffMember, None]) -> Appeals:
    """Appeals in the own reach, by clock."""
    return await queries.listed(by=call.by, now=call.now)


@endpoint("GET", "/api/appeals/figures", may=May.BUREAU, gives=AppealFigures)
async def show_appeal_figures(call: Call[StaffMember, None]) -> AppealFigures:
    """How often ratings are taken out, by unit and by reviewer (12-10)."""
    return await queries.figures(by=call.by)


@endpoint(
    "GET",
    "/api/appeals/{appeal_id}",
    may=May.APPEALS,
    gives=AppealView,
    errors=("not_found",),
)
async def show_appeal(call: Call[StaffMember, None], appeal_id: UUID) -> AppealView:
    """One appeal with its steps."""
    return await _view(call, appeal_id)


@endpoint(
    "POST",
    "/api/officer/appeals",
    may=May.OFFICER,
    takes=Lodge,
    gives=AppealView,
    errors=("not_found", "already_appealed", "appeal_too_late", "not_independent"),
    status=201,
)
async def lodge_appeal(call: Call[StaffMember, Lodge]) -> AppealView:
    """Appeal against a poor rating of the own, through the own unit (12-1)."""
    made = await appeals.lodge(
        rating_id=call.body.rating_id,
        reason=call.body.reason,
        evidence=call.body.evidence,
        by=call.by,
        deps=call.deps,
        now=call.now,
    )
    return await _view(call, made)


@endpoint(
    "POST",
    "/api/appeals/{appeal_id}/endorse",
    may=May.HANDLER,
    takes=UnitStep,
    gives=AppealView,
    errors=STEP_ERRORS,
)
async def endorse_appeal(call: Call[StaffMember, UnitStep], appeal_id: UUID) -> AppealView:
    """Stand behind an appeal of an own officer (12-1)."""
    await appeals.endorse(
        appeal_id=appeal_id,
        reason=call.body.reason,
        version=call.body.version,
        by=call.by,
        deps=call.deps,
        now=call.now,
    )
    return await _view(call, appeal_id)


@endpoint(
    "POST",
    "/api/appeals/{appeal_id}/decline",
    may=May.HANDLER,
    takes=UnitStep,
    gives=AppealView,
    errors=STEP_ERRORS,
)
async def decline_appeal(call: Call[StaffMember, UnitStep], appeal_id: UUID) -> AppealView:
    """Do not take an appeal on, with a reason (12-1)."""
    await appeals.decline(
        appeal_id=appeal_id,
        reason=call.body.reason,
        version=call.body.version,
        by=call.by,
        deps=call.deps,
        now=call.now,
    )
    return await _view(call, appeal_id)


@endpoint(
    "POST",
    "/api/appeals/{appeal_id}/file-directly",
    may=May.OFFICER,
    takes=OwnStep,
    gives=AppealView,
    errors=("unit_has_time", *STEP_ERRORS),
)
async def file_appeal_directly(call: Call[StaffMember, OwnStep], appeal_id: UUID) -> AppealView:
    """Past a unit that has let its time go by (12-1)."""
    await appeals.file_directly(
        appeal_id=appeal_id,
        version=call.body.version,
        by=call.by,
        deps=call.deps,
        now=call.now,
    )
    return await _view(call, appeal_id)


@endpoint(
    "POST",
    "/api/appeals/{appeal_id}/withdraw",
    may=May.OFFICER,
    takes=OwnStep,
    gives=AppealView,
    errors=STEP_ERRORS,
)
async def withdraw_appeal(call: Call[StaffMember, OwnStep], appeal_id: UUID) -> AppealView:
    """Let an own appeal be."""
    await appeals.withdraw(
        appeal_id=appeal_id,
        version=call.body.version,
        by=call.by,
        deps=call.deps,
        now=call.now,
    )
    return await _view(call, appeal_id)


@endpoint(
    "POST",
    "/api/appeals/{appeal_id}/decide",
    may=May.BUREAU,
    takes=DecideAppeal,
    gives=AppealView,
    errors=("evidence_missing", "not_independent", *STEP_ERRORS),
)
async def decide_appeal(call: Call[StaffMember, DecideAppeal], appeal_id: UUID) -> AppealView:
    """Decide an appeal, with reason and evidence (12-4)."""
    await appeals.decide(
        appeal_id=appeal_id,
        action=call.body.action,
        reason=call.body.reason,
        evidence=call.body.evidence,
        version=call.body.version,
        by=call.by,
        deps=call.deps,
        now=call.now,
    )
    return await _view(call, appeal_id)


async def _view(call: Call[StaffMember, Any], appeal_id: UUID) -> AppealView:
    return await queries.one(appeal_id, by=call.by, now=call.now)
