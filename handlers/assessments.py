"""Assessments of institutions and officers from published bulletins (Art. 14)."""

from typing import Literal

from msgspec import Struct

from actions import assessment_files, audit
from handlers.bulletins import MEDIA, Period
from handlers.endpoint import Call, File, endpoint
from handlers.permissions import May
from queries import assessment
from queries.assessment import Assessment, OwnAssessment
from rules.actors import StaffMember


class AssessmentQuery(Struct, frozen=True):
    first: Period
    last: Period


class AssessmentFileQuery(Struct, frozen=True):
    first: Period
    last: Period
    form: Literal["xlsx", "csv"]


@endpoint("GET", "/api/assessments", may=May.CASE_STAFF, takes=AssessmentQuery, gives=Assessment)
async def show_assessment(call: Call[StaffMember, AssessmentQuery]) -> Assessment:
    """Figures of published months, summed; an institution sees its own (14-1, 14-2)."""
    return await _assessed(call, call.body.first, call.body.last)


@endpoint("GET", "/api/assessments/file", may=May.CASE_STAFF, takes=AssessmentFileQuery, gives=File)
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


@endpoint("GET", "/api/officer/assessment", may=May.OFFICER, gives=OwnAssessment)
async def show_own_assessment(call: Call[StaffMember, None]) -> OwnAssessment:
    """The own months as an assessment will use them (14-3)."""
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
