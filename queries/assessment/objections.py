"""Objections of officers beside the figures they are about, each reader's own (Art. 14; 14-3)."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from msgspec import Struct

from models import AssessmentObjection, Institution, Staff
from rules.actors import Role, StaffMember
from rules.objections import TABLE, Side, State
from rules.refusals import NotFound


class ObjectionView(Struct, frozen=True):
    """An objection with its answer; `actions` are what the caller may do with it now."""

    id: UUID
    period: str
    officer_name: str
    institution_name: str
    kind: str
    reason: str
    state: str
    raised_at: datetime
    answer: str
    answered_by: str | None
    answered_at: datetime | None
    actions: list[str]


async def about(bulletin_ids: Collection[UUID], *, by: StaffMember) -> list[ObjectionView]:
    """Those about these bulletins: an institution's own, all for the bureau that issued them."""
    found = AssessmentObjection.filter(bulletin_id__in=list(bulletin_ids))
    if by.role is Role.HANDLER:
        found = found.filter(institution_id=by.institution_id)
    else:
        found = found.filter(bulletin__bureau_id=by.bureau_id)
    return await _shown(await found.select_related("bulletin", "officer"), by=by)


async def own(*, by: StaffMember) -> dict[UUID, ObjectionView]:
    """An officer's own, by the bulletin they are about."""
    found = await AssessmentObjection.filter(officer_id=by.staff_id).select_related(
        "bulletin", "officer"
    )
    views = {one.id: one for one in await _shown(found, by=by)}
    return {one.bulletin_id: views[one.id] for one in found}


async def within_reach(objection_id: UUID, *, by: StaffMember) -> AssessmentObjection:
    """The officer's own, or one the institution answers; `NotFound` otherwise (4-6)."""
    found = AssessmentObjection.filter(id=objection_id)
    if by.role is Role.OFFICER:
        found = found.filter(officer_id=by.staff_id)
    else:
        found = found.filter(institution_id=by.institution_id)
    one = await found.first()
    if one is None:
        raise NotFound
    return one


async def _shown(rows: list[AssessmentObjection], *, by: StaffMember) -> list[ObjectionView]:
    offices = await Institution.in_bulk([row.institution_id for row in rows], "id")
    names = await Staff.in_bulk([row.answered_by_id for row in rows if row.answered_by_id], "id")
    sides = {Role.OFFICER: Side.OFFICER, Role.HANDLER: Side.INSTITUTION}
    views = [
        ObjectionView(
            id=row.id,
            period=row.bulletin.period,
            officer_name=row.officer.name,
            institution_name=offices[row.institution_id].name,
            kind=row.kind,
            reason=row.reason,
            state=row.state,
            raised_at=row.raised_at,
            answer=row.answer,
            answered_by=names[row.answered_by_id].name if row.answered_by_id else None,
            answered_at=row.answered_at,
            actions=[str(one) for one in TABLE.actions_for(State(row.state), sides[by.role])]
            if by.role in sides
            else [],
        )
        for row in rows
    ]
    return sorted(
        views,
        key=lambda one: (one.state != State.OPEN, one.period, one.institution_name, str(one.id)),
    )
