"""Staff of the demo city as the actions know who acts."""

from uuid import uuid4

from models import Staff
from rules.actors import Role, StaffMember


def member(staff: Staff) -> StaffMember:
    """This account, signed in."""
    return StaffMember(
        uuid4(),
        staff.id,
        Role(staff.role),
        bureau_id=staff.bureau_id,
        institution_id=staff.institution_id,
        hall_id=staff.hall_id,
    )


async def by_login(login: str) -> StaffMember:
    """The account of this login, signed in."""
    return member(await Staff.get(login=login))
