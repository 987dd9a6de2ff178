"""The exchange with the complaint platform, as the city bureau sees it (Art. 11; 7-5, 10-5)."""

from queries.province import Quarantine, held_in, in_order
from rules.actors import StaffMember
from rules.exchange import Agreement


async def quarantine(*, by: StaffMember, agreement: Agreement) -> Quarantine:
    """What the platform told and nobody understands yet, by its reason (10-5)."""
    return in_order(await held_in(agreement), agreement)
