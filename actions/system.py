"""What the system administrator reads of how the system runs."""

from datetime import datetime, timedelta

from actions.dependencies import Dependencies
from queries.system import SystemState, system_state
from rules.actors import StaffMember

LATE = timedelta(minutes=5)
OUTSIDE = ("wechat", "redirect", "jump", "face", "staff_provider", "wecom", "sms", "province")


async def state(*, by: StaffMember, deps: Dependencies, now: datetime) -> SystemState:
    """Which outside parties are configured, what waits, how sessions are limited."""
    return await system_state(
        by=by,
        outside={name: getattr(deps.gateways, name) is not None for name in OUTSIDE},
        sealing_key=deps.keys.current,
        policy=deps.staff_policy,
        late=now - LATE,
        now=now,
    )
