"""The bureau reviews an appeal: names who, speaks with the citizen, decides (Art. 12)."""

from datetime import datetime
from uuid import UUID

from actions.appeals.appeal_steps import NotIndependent, Taken, load, take
from actions.dependencies import Dependencies
from models import Appeal, Staff
from queries.appeals.appeal_reviewers import bar_of, barred
from rules.actors import StaffMember
from rules.appeals import DECISIONS, AppealAction, AppealRole, Bar
from rules.refusals import NotAllowedNow, NotFound, Refused


class EvidenceMissing(Refused):
    """A decision needs its reason and its evidence (12-4)."""

    code = "evidence_missing"


class AnotherReviews(Refused):
    """A colleague was named to review this appeal (12-7)."""

    code = "another_reviews"


async def assign(
    *,
    appeal_id: UUID,
    reviewer_id: UUID,
    version: int,
    by: StaffMember,
    deps: Dependencies,
    now: datetime,
) -> None:
    """The bureau names a colleague of its own who is independent. Art. 12 (12-7).

    Errors: `not_found` for somebody of another office, `not_independent`.
    """
    appeal = await load(appeal_id, bureau_id=by.bureau_id)
    colleague = await Staff.get_or_none(
        id=reviewer_id, bureau_id=by.bureau_id, active=True, role=by.role
    )
    if colleague is None:
        raise NotFound
    if await bar_of(appeal, by=colleague.id):
        raise NotIndependent
    taken = Taken(AppealAction.ASSIGN, AppealRole.REVIEWER, by, assignee_id=colleague.id)
    taken.changes = {"reviewer_id": colleague.id}
    await take(appeal, taken, version=version, deps=deps, now=now)


async def note_contact(
    *,
    appeal_id: UUID,
    text: str,
    version: int,
    by: StaffMember,
    deps: Dependencies,
    now: datetime,
) -> None:
    """What was asked of the citizen and answered, written down; for reviewers alone (12-7)."""
    appeal = await load(appeal_id, bureau_id=by.bureau_id)
    await _demand_reviewer(appeal, by=by)
    taken = Taken(AppealAction.CONTACT, AppealRole.REVIEWER, by, text)
    await take(appeal, taken, version=version, deps=deps, now=now)


async def decide(
    *,
    appeal_id: UUID,
    action: str,
    reason: str,
    evidence: str,
    version: int,
    by: StaffMember,
    deps: Dependencies,
    now: datetime,
) -> None:
    """The bureau decides, with reason and evidence. Art. 12 (12-4, 12-5, 12-9)."""
    appeal = await load(appeal_id, bureau_id=by.bureau_id)
    if not reason.strip() or not evidence.strip():
        raise EvidenceMissing
    await _demand_reviewer(appeal, by=by)
    chosen = AppealAction(action)
    if chosen not in DECISIONS:
        raise NotAllowedNow
    taken = Taken(chosen, AppealRole.REVIEWER, by, reason, evidence)
    await take(appeal, taken, version=version, deps=deps, now=now)


async def _demand_reviewer(appeal: Appeal, *, by: StaffMember) -> None:
    bar = await barred(appeal, by=by)
    if bar is Bar.ANOTHER:
        raise AnotherReviews
    if bar is not None:
        raise NotIndependent
