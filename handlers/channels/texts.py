"""The SMS channel at the desk of the city bureau (Art. 7; 7-12)."""

from typing import Literal

from msgspec import Struct

from handlers.endpoint import Call, endpoint
from handlers.permissions import May
from queries.channels import texts as queries
from queries.channels.texts import TextOverview
from rules.actors import StaffMember


class TextSpan(Struct, forbid_unknown_fields=True):
    """How many days back."""

    days: Literal[30, 90] = 30


@endpoint("GET", "/api/texts", may=May.CITY, takes=TextSpan, gives=TextOverview)
async def show_texts(call: Call[StaffMember, TextSpan]) -> TextOverview:
    """How many were invited by text message, answered, asked to stop, and why some were not."""
    return await queries.overview(
        span=call.body.days,
        gateway=call.deps.gateways.sms is not None,
        by=call.by,
        now=call.now,
    )
