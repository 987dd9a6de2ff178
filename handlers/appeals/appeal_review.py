"""The bureau reviews appeals; auditors and the city look back at it (Art. 12)."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

from actions.appeals import appeal_bundles, appeal_review
from handlers.appeals.appeals import STEP_ERRORS, Words, step
from handlers.endpoint import Call, endpoint
from handlers.permissions import May
from queries.appeals import appeal_figures, appeal_reviewers
from queries.appeals.appeal_bundle import Bundle
from queries.appeals.appeal_figures import AppealFigures
from queries.appeals.appeal_reviewers import Reviewers
from queries.appeals.appeals import AppealView
from rules.actors import StaffMember

# Goes to the citizen whole, as a note of the order, which holds so much.
Told = Annotated[str, Meta(min_length=4, max_length=500)]


class FiguresQuery(Struct, frozen=True):
    first: date | None = None
    last: date | None = None


class NameReviewer(Struct, forbid_unknown_fields=True):
    reviewer_id: UUID
    version: int


class ContactNote(Struct, forbid_unknown_fields=True):
    text: Words
    version: int


class DecideAppeal(Struct, forbid_unknown_fields=True):
    action: Literal["uphold", "find_mistaken", "find_malicious"]
    reason: Told
    evidence: Words
    version: int


@endpoint("GET", "/api/appeals/figures", may=May.REVIEWS, takes=FiguresQuery, gives=AppealFigures)
async def show_appeal_figures(call: Call[StaffMember, FiguresQuery]) -> AppealFigures:
    """How often ratings are taken out, by unit and by reviewer (12-10)."""
    return await appeal_figures.figures(by=call.by, first=call.body.first, last=call.body.last)


@endpoint(
    "GET",
    "/api/appeals/{appeal_id}/bundle",
    may=May.REVIEWS,
    gives=Bundle,
    errors=("not_found",),
)
async def show_appeal_bundle(call: Call[StaffMember, None], appeal_id: UUID) -> Bundle:
    """Roster, pace, thread and earlier pattern in counts; the look is recorded (12-7)."""
    return await appeal_bundles.read(appeal_id, by=call.by, now=call.now)


@endpoint(
    "GET",
    "/api/appeals/{appeal_id}/reviewers",
    may=May.BUREAU,
    gives=Reviewers,
    errors=("not_found",),
)
async def list_reviewers(call: Call[StaffMember, None], appeal_id: UUID) -> Reviewers:
    """Whom the own bureau can name to review an appeal (12-7)."""
    return await appeal_reviewers.reviewers(appeal_id, by=call.by)


@endpoint(
    "POST",
    "/api/appeals/{appeal_id}/assign",
    may=May.BUREAU,
    takes=NameReviewer,
    gives=AppealView,
    errors=("not_independent", *STEP_ERRORS),
)
async def assign_appeal(call: Call[StaffMember, NameReviewer], appeal_id: UUID) -> AppealView:
    """Name the colleague who reviews; nobody who is the appellant or dispatched (12-7)."""
    return await step(call, appeal_id, appeal_review.assign)


@endpoint(
    "POST",
    "/api/appeals/{appeal_id}/contact",
    may=May.BUREAU,
    takes=ContactNote,
    gives=AppealView,
    errors=("not_independent", "another_reviews", *STEP_ERRORS),
)
async def note_appeal_contact(call: Call[StaffMember, ContactNote], appeal_id: UUID) -> AppealView:
    """Write down a contact with the citizen; officer and unit do not see it (12-7)."""
    return await step(call, appeal_id, appeal_review.note_contact)


@endpoint(
    "POST",
    "/api/appeals/{appeal_id}/decide",
    may=May.BUREAU,
    takes=DecideAppeal,
    gives=AppealView,
    errors=("evidence_missing", "not_independent", "another_reviews", *STEP_ERRORS),
)
async def decide_appeal(call: Call[StaffMember, DecideAppeal], appeal_id: UUID) -> AppealView:
    """Decide an appeal, with reason and evidence (12-4)."""
    return await step(call, appeal_id, appeal_review.decide)
