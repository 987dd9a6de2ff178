"""The performance office records that results went into an annual assessment (Art. 14)."""

from datetime import datetime
from uuid import uuid4

import msgspec
from tortoise.exceptions import IntegrityError
from tortoise.transactions import in_transaction

from actions.trail import audit
from models import AssessmentObjection, AssessmentUse
from queries.assessment.assessment import bureau_of, used
from rules.actors import StaffMember
from rules.assessment_use import NothingPublished, basis_of, year_of
from rules.objections import State
from rules.refusals import ReasonMissing, Stale


async def record(
    *, first: str, last: str, basis: str, reference: str, by: StaffMember, now: datetime
) -> None:
    """Record that the results of these months went into the assessment of their year.

    `basis`: the hash of the published versions that were read; `reference`: the paper they went
    into. Nothing recorded is changed: a later record of the year stands for those before it.
    Art. 14 (14-1, 14-2; docs/decisions/0064). Errors: `reason_missing`, `not_one_year`,
    `nothing_published`, `stale` where a bulletin was corrected meanwhile or a colleague was first.
    """
    if not reference.strip():
        raise ReasonMissing
    year = year_of(first, last)
    kept = await used(await bureau_of(by), first, last)
    stands = basis_of((row.period, row.version, row.hash) for row in kept)
    if not stands:
        raise NothingPublished
    if stands != basis:
        raise Stale
    ids = [row.id for row in kept]
    unanswered = AssessmentObjection.filter(bulletin_id__in=ids, state=State.OPEN)
    made = uuid4()
    try:
        async with in_transaction():
            await AssessmentUse.create(
                id=made,
                bureau_id=by.bureau_id,
                year=year,
                ordinal=await AssessmentUse.filter(bureau_id=by.bureau_id, year=year).count() + 1,
                first_month=first,
                last_month=last,
                basis=basis,
                bulletins=msgspec.json.encode(kept).decode(),
                unanswered=await unanswered.count(),
                reference=reference.strip(),
                recorded_by_id=by.staff_id,
                recorded_at=now,
            )
            await audit.record(
                by=by,
                action="record_assessment_use",
                outcome="done",
                object_kind="assessment",
                object_id=made,
                now=now,
            )
    except IntegrityError as error:
        raise Stale from error
