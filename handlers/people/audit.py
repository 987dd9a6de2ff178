"""The audit trail, for auditors (4-6)."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

from handlers.endpoint import Call, endpoint
from handlers.permissions import May
from queries.keyset import Key, key_of
from queries.people import audit
from queries.people.audit import AuditDetails, AuditPage, Chain
from rules.actors import StaffMember

Code = Annotated[str, Meta(max_length=64)]


class AuditChosen(Struct, frozen=True):
    """What of the trail is asked for; both days are within."""

    who: Code = ""
    login: Code = ""
    action: Code = ""
    object_kind: Code = ""
    object_id: Code = ""
    outcome: Code = ""
    first: date | None = None
    last: date | None = None

    def chosen(self) -> audit.AuditFilter:
        names = AuditChosen.__struct_fields__
        return audit.AuditFilter(**{name: getattr(self, name) for name in names})


class AuditQuery(AuditChosen, frozen=True):
    """`behind_at` and `behind_id` are the place of the last entry of the page before."""

    behind_at: datetime | None = None
    behind_id: UUID | None = None

    @property
    def behind(self) -> Key | None:
        return key_of(self.behind_at, self.behind_id)


@endpoint("GET", "/api/staff/audit", may=May.AUDITOR, takes=AuditQuery, gives=AuditPage)
async def show_audit(call: Call[StaffMember, AuditQuery]) -> AuditPage:
    """The audit trail, newest first."""
    return await audit.page(by=call.by, chosen=call.body.chosen(), behind=call.body.behind)


@endpoint(
    "GET",
    "/api/staff/audit/{entry_id}",
    may=May.AUDITOR,
    gives=AuditDetails,
    errors=("not_found",),
)
async def show_audit_entry(call: Call[StaffMember, None], entry_id: UUID) -> AuditDetails:
    """One entry of the audit trail."""
    return await audit.one(entry_id, by=call.by)


@endpoint("GET", "/api/staff/audit/chain", may=May.AUDITOR, gives=Chain)
async def show_audit_chain(call: Call[StaffMember, None]) -> Chain:
    """Whether the audit trail is whole, as the last checks found it."""
    return await audit.chain(by=call.by)
