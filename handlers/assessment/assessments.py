"""Assessments of institutions and officers from published bulletins (Art. 14)."""

from typing import Annotated, Any, Literal
from uuid import UUID

from msgspec import Meta, Struct

from actions.assessment import assessment_files, objections, uses
from actions.trail import audit
from handlers.endpoint import Call, File, Limit, Nothing, endpoint
from handlers.figures.bulletins import MEDIA, Period
from handlers.permissions import May
from queries.assessment import assessment
from queries.assessment import uses as recorded
from queries.assessment.assessment import Assessment, OwnAssessment
from queries.assessment.uses import AssessmentUses
from rules.actors import StaffMember

STEP_ERRORS = ("not_found", "not_allowed_now", "not_yours", "stale")


class AssessmentQuery(Struct, frozen=True):
    first: Period
    last: Period


class AssessmentFileQuery(Struct, frozen=True):
    first: Period
    last: Period
    form: Literal["xlsx", "csv"]


class RecordUse(Struct, forbid_unknown_fields=True):
    """`basis` is that of the assessment that was read; `reference` the paper it went into."""

    first: Period
    last: Period
    basis: Annotated[str, Meta(min_length=64, max_length=64)]
    reference: Annotated[str, Meta(min_length=4, max_length=200)]


class RaiseObjection(Struct, forbid_unknown_fields=True):
    period: Period
    kind: Literal["not_mine", "not_on_duty", "wrong_figure", "other"]
    reason: Annotated[str, Meta(min_length=4, max_length=500)]


class AnswerObjection(Struct, forbid_unknown_fields=True):
    accepted: bool
    answer: Annotated[str, Meta(min_length=4, max_length=500)]


@endpoint("GET", "/api/assessments", may=May.ASSESSMENTS, takes=AssessmentQuery, gives=Assessment)
async def show_assessment(call: Call[StaffMember, AssessmentQuery]) -> Assessment:
    """Figures of published months, summed; an institution sees its own (14-1, 14-2)."""
    return await _assessed(call, call.body.first, call.body.last)


@endpoint(
    "GET", "/api/assessments/file", may=May.ASSESSMENTS, takes=AssessmentFileQuery, gives=File
)
async def download_assessment(call: Call[StaffMember, AssessmentFileQuery]) -> File:
    """The assessment as a signed file, the same bytes each time; every download is audited."""
    made = await _assessed(call, call.body.first, call.body.last)
    form = call.body.form
    render = assessment_files.csv_of if form == "csv" else assessment_files.xlsx_of
    await audit.record(
        by=call.by,
        action="download_assessment",
        outcome="done",
        reason=f"{made.first} {made.last}",
        now=call.now,
    )
    name = f"assessment-{made.first}-{made.last}.{form}"
    return File(render(made, call.deps.keys), MEDIA[form], name)


@endpoint("GET", "/api/assessments/uses", may=May.ASSESSMENTS, gives=AssessmentUses)
async def list_assessment_uses(call: Call[StaffMember, None]) -> AssessmentUses:
    """Which results went into an annual assessment, and what is owed (14-1, 14-2)."""
    return await recorded.listed(by=call.by, now=call.now)


@endpoint(
    "POST",
    "/api/assessments/uses",
    may=May.PERFORMANCE,
    takes=RecordUse,
    gives=AssessmentUses,
    errors=("reason_missing", "not_one_year", "nothing_published", "stale"),
    limit=Limit(60, 3600),
    status=201,
)
async def record_assessment_use(call: Call[StaffMember, RecordUse]) -> AssessmentUses:
    """Record that results went into the annual assessment of their year (14-1, 14-2)."""
    asked = call.body
    await uses.record(
        first=asked.first,
        last=asked.last,
        basis=asked.basis,
        reference=asked.reference,
        by=call.by,
        now=call.now,
    )
    return await recorded.listed(by=call.by, now=call.now)


@endpoint("GET", "/api/officer/assessment", may=May.OFFICER, gives=OwnAssessment)
async def show_own_assessment(call: Call[StaffMember, None]) -> OwnAssessment:
    """The own months as an assessment will use them (14-3)."""
    return await _own(call)


@endpoint(
    "POST",
    "/api/officer/assessment/objections",
    may=May.OFFICER,
    takes=RaiseObjection,
    gives=OwnAssessment,
    errors=("not_found", "reason_missing", "not_allowed_now"),
    limit=Limit(60, 3600),
    status=201,
)
async def object_to_assessment(call: Call[StaffMember, RaiseObjection]) -> OwnAssessment:
    """Object to the own figures of a published month; the institution answers (14-3)."""
    await objections.raise_(
        period=call.body.period,
        kind=call.body.kind,
        reason=call.body.reason,
        by=call.by,
        now=call.now,
    )
    return await _own(call)


@endpoint(
    "POST",
    "/api/officer/assessment/objections/{objection_id}/withdraw",
    may=May.OFFICER,
    gives=OwnAssessment,
    errors=STEP_ERRORS,
)
async def withdraw_objection(call: Call[StaffMember, Nothing], objection_id: UUID) -> OwnAssessment:
    """Take an unanswered objection back."""
    await objections.withdraw(objection_id=objection_id, by=call.by, now=call.now)
    return await _own(call)


@endpoint(
    "POST",
    "/api/assessments/objections/{objection_id}/answer",
    may=May.HANDLER,
    takes=AnswerObjection,
    errors=(*STEP_ERRORS, "reason_missing"),
)
async def answer_objection(call: Call[StaffMember, AnswerObjection], objection_id: UUID) -> Nothing:
    """Say whether an officer's objection is well-founded, and why (14-3)."""
    await objections.answer(
        objection_id=objection_id,
        accepted=call.body.accepted,
        answer=call.body.answer,
        by=call.by,
        now=call.now,
    )
    return Nothing()


async def _own(call: Call[StaffMember, Any]) -> OwnAssessment:
    return await assessment.own(
        by=call.by,
        rules=call.deps.rule_sets.at(call.now),
        rules_of=call.deps.rule_sets.named,
    )


async def _assessed(
    call: Call[StaffMember, AssessmentQuery] | Call[StaffMember, AssessmentFileQuery],
    first: str,
    last: str,
) -> Assessment:
    return await assessment.over(
        by=call.by,
        first=first,
        last=last,
        rules=call.deps.rule_sets.at(call.now),
        rules_of=call.deps.rule_sets.named,
    )
