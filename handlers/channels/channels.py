"""Every channel at a glance, for who answers for all of them (Art. 7, 10)."""

from handlers.endpoint import Call, endpoint
from handlers.permissions import May
from queries.channels import channels
from queries.channels.channels import Channels
from rules.actors import StaffMember


@endpoint("GET", "/api/channels", may=May.CITY, gives=Channels)
async def show_channels(call: Call[StaffMember, None]) -> Channels:
    """Of each channel: last contact, today's services, ratings and errors, and what was told on."""
    return await channels.at_a_glance(by=call.by, now=call.now)
