"""What still keeps a bureau from going live."""

from actions import readiness as checks
from handlers.endpoint import Call, endpoint
from handlers.permissions import May
from queries.readiness import Readiness
from rules.actors import StaffMember


@endpoint("GET", "/api/staff/readiness", may=May.BUREAU, gives=Readiness)
async def show_readiness(call: Call[StaffMember, None]) -> Readiness:
    """What still keeps the own bureau from going live."""
    return await checks.readiness(by=call.by, deps=call.deps, now=call.now)
