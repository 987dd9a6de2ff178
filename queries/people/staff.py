"""The signed-in member of staff, with the scope the role has."""

from uuid import UUID

from msgspec import Struct

from models import InboxMessage, Staff
from rules.actors import StaffMember


class StaffMe(Struct, frozen=True):
    id: UUID
    login: str
    name: str
    role: str
    scope_name: str  # the bureau, institution or hall
    unread: int
    may: list[str]  # names of the endpoints open to the role


async def me(*, by: StaffMember, may: list[str]) -> StaffMe:
    """The signed-in member of staff; `may` names the endpoints open to the role."""
    staff = await Staff.get(id=by.staff_id).select_related("bureau", "institution", "hall")
    place = staff.hall or staff.institution or staff.bureau
    return StaffMe(
        id=staff.id,
        login=staff.login,
        name=staff.name,
        role=staff.role,
        scope_name=place.name if place else "",
        unread=await InboxMessage.filter(staff_id=staff.id, read_at=None).count(),
        may=may,
    )
