"""Whether somebody's reach is the whole city, where the role alone does not say it."""

from models import Bureau
from rules.actors import Role, StaffMember
from rules.institutions import Level

OF_THEIR_BUREAU = frozenset({Role.SECURITY_ADMIN, Role.PERFORMANCE})


async def whole_city(by: StaffMember) -> bool:
    """The city bureau, and who administers or assesses beside it; a county's reach is its own."""
    if by.role in OF_THEIR_BUREAU:
        return await Bureau.filter(id=by.bureau_id, level=Level.CITY).exists()
    return by.role is Role.CITY_BUREAU
