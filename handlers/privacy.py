"""The citizen's own data: what was agreed to, and who learnt what (Art. 9; 9-3, 9-6)."""

from typing import Annotated

from msgspec import Meta, Struct

from actions import consents
from handlers.endpoint import Call, endpoint
from handlers.permissions import May
from queries import consents as queries
from queries.consents import MyConsent, MyProvision
from rules.actors import Citizen

Code = Annotated[str, Meta(max_length=20)]


class ConsentChoice(Struct, forbid_unknown_fields=True):
    purpose: Code
    recipient: Code = ""


class MyConsents(Struct, frozen=True):
    consents: list[MyConsent]
    provisions: list[MyProvision]


@endpoint("GET", "/api/my/consents", may=May.EVALUATOR, gives=MyConsents)
async def show_my_consents(call: Call[Citizen, None]) -> MyConsents:
    """Own consents with version and date, and what was given to others on them."""
    return await _consents(call.by)


@endpoint(
    "POST",
    "/api/my/consents",
    may=May.EVALUATOR,
    takes=ConsentChoice,
    gives=MyConsents,
    errors=("no_consent",),
)
async def give_consent(call: Call[Citizen, ConsentChoice]) -> MyConsents:
    """Agree that a recipient gets what is offered, for the purpose named."""
    await consents.give(
        recipient=call.body.recipient, purpose=call.body.purpose, by=call.by, now=call.now
    )
    return await _consents(call.by)


@endpoint(
    "POST",
    "/api/my/consents/withdraw",
    may=May.EVALUATOR,
    takes=ConsentChoice,
    gives=MyConsents,
    errors=("not_found",),
)
async def withdraw_consent(call: Call[Citizen, ConsentChoice]) -> MyConsents:
    """Take a consent back; without the privacy notice every phone is signed out."""
    await consents.withdraw(
        recipient=call.body.recipient, purpose=call.body.purpose, by=call.by, now=call.now
    )
    return await _consents(call.by)


async def _consents(by: Citizen) -> MyConsents:
    return MyConsents(await queries.mine(by=by), await queries.provisions(by=by))
