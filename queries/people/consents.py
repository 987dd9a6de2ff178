"""What a citizen agreed to, may agree to, and what went outside on it (9-3, 9-6)."""

from datetime import datetime

from msgspec import Struct

from models import Consent, Provision
from rules.actors import Citizen
from rules.provisions import OFFERS
from rules.sms import INVITATIONS

MOST = 100


class MyConsent(Struct, frozen=True):
    """The newest consent to one purpose and recipient; `standing` unless withdrawn."""

    purpose: str
    recipient: str  # empty: this house itself
    version: str
    given_at: datetime | None  # None: offered, never given
    withdrawn_at: datetime | None
    standing: bool


class MyProvision(Struct, frozen=True):
    at: datetime
    recipient: str
    purpose: str
    parts: list[str]
    basis: str


async def mine(*, by: Citizen) -> list[MyConsent]:
    """Own consents, with what is offered and was never given at the end (PIPL 44)."""
    newest: dict[tuple[str, str], Consent] = {}
    for row in await Consent.filter(evaluator_id=by.evaluator_id).order_by("given_at"):
        newest[row.purpose, row.recipient] = row
    offered = [(str(one.purpose), str(one.recipient)) for one in OFFERS]
    offered.append((INVITATIONS, ""))
    return [
        MyConsent(
            row.purpose,
            row.recipient,
            row.version,
            row.given_at,
            row.withdrawn_at,
            row.withdrawn_at is None,
        )
        for row in newest.values()
    ] + [
        MyConsent(purpose, recipient, "", None, None, False)
        for purpose, recipient in offered
        if (purpose, recipient) not in newest
    ]


async def provisions(*, by: Citizen) -> list[MyProvision]:
    """What of the citizen went outside, newest first (9-3, 9-7)."""
    rows = await Provision.filter(evaluator_id=by.evaluator_id).order_by("-at").limit(MOST)
    return [
        MyProvision(row.at, row.recipient, row.purpose, row.parts.split(","), row.basis)
        for row in rows
    ]
