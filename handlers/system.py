"""How the system runs, for the system administrator."""

from actions import system
from handlers.endpoint import Call, endpoint
from handlers.permissions import May
from queries.system import SystemState
from rules.actors import StaffMember


@endpoint("GET", "/api/staff/system", may=May.SYSTEM, gives=SystemState)
async def show_system(call: Call[StaffMember, None]) -> SystemState:
    """Outside parties, messages that wait, the trail's last check, limits of sessions."""
    return await system.state(by=call.by, deps=call.deps, now=call.now)
