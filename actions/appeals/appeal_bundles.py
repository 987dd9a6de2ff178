"""The evidence bundle of an appeal; that it was looked at is written down (Art. 12; 12-7)."""

from datetime import datetime
from uuid import UUID

from actions.trail import audit
from queries.appeals.appeal_bundle import Bundle, bundle
from rules.actors import StaffMember


async def read(appeal_id: UUID, *, by: StaffMember, now: datetime) -> Bundle:
    """What the reviewing bureau may know of the moment; counts of the evaluator alone (12-7)."""
    found = await bundle(appeal_id, by=by)
    await audit.record(
        by=by,
        action="read_appeal_bundle",
        outcome="done",
        object_kind="appeal",
        object_id=appeal_id,
        now=now,
    )
    return found
