"""The citizen's own data: what was agreed to, and who learnt what (Art. 9; 9-3, 9-6)."""

from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

from actions.people import consents, deletions, my_data, own_phones
from actions.people.my_data import MyCopy, MyData
from handlers.endpoint import Call, Limit, Nothing, endpoint
from handlers.permissions import May
from queries.people import consents as queries
from queries.people import own_phones as own
from queries.people.consents import MyConsent, MyProvision
from queries.people.own_phones import OwnPhone
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
    errors=("no_consent", "no_phone", "guardian_needed"),
)
async def give_consent(call: Call[Citizen, ConsentChoice]) -> MyConsents:
    """Agree that a recipient gets what is offered, or to be invited by text message."""
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


class AskDeletion(Struct, forbid_unknown_fields=True):
    """`understood`: what is deleted, what stays, and that it cannot be brought back."""

    understood: Literal[True]


@endpoint("GET", "/api/my/data", may=May.EVALUATOR, gives=MyData)
async def show_my_data(call: Call[Citizen, None]) -> MyData:
    """What is kept of the own person, masked, and for how long."""
    return await my_data.show(by=call.by, deps=call.deps, now=call.now)


@endpoint("GET", "/api/my/data/copy", may=May.EVALUATOR, gives=MyCopy, limit=Limit(10, 3600))
async def copy_my_data(call: Call[Citizen, None]) -> MyCopy:
    """A copy of everything kept of the own person, to take along."""
    return await my_data.copy(by=call.by, deps=call.deps, now=call.now)


@endpoint(
    "POST",
    "/api/my/deletion",
    may=May.EVALUATOR,
    takes=AskDeletion,
    gives=MyData,
    errors=("stale",),
)
async def ask_deletion(call: Call[Citizen, AskDeletion]) -> MyData:
    """Ask to be deleted; until the days of the rule set are over it can be undone."""
    await deletions.ask(by=call.by, deps=call.deps, now=call.now)
    return await my_data.show(by=call.by, deps=call.deps, now=call.now)


@endpoint("POST", "/api/my/deletion/undo", may=May.EVALUATOR, gives=MyData, errors=("not_found",))
async def undo_deletion(call: Call[Citizen, Nothing]) -> MyData:
    """Stay after all."""
    await deletions.undo(by=call.by, now=call.now)
    return await my_data.show(by=call.by, deps=call.deps, now=call.now)


class OwnPhones(Struct, frozen=True):
    phones: list[OwnPhone]


@endpoint("GET", "/api/my/phones", may=May.EVALUATOR, gives=OwnPhones)
async def show_own_phones(call: Call[Citizen, None]) -> OwnPhones:
    """Where oneself is signed in: the kind of phone, and the day it was used last."""
    return OwnPhones(await own.own_phones(by=call.by, now=call.now))


@endpoint(
    "POST",
    "/api/my/phones/{session_id}/end",
    may=May.EVALUATOR,
    gives=OwnPhones,
    errors=("not_found",),
)
async def end_own_phone(call: Call[Citizen, Nothing], session_id: UUID) -> OwnPhones:
    """Sign out of one phone; in WeChat it asks for the real name before it opens again."""
    await own_phones.end(session_id=session_id, by=call.by, now=call.now)
    return OwnPhones(await own.own_phones(by=call.by, now=call.now))


@endpoint("POST", "/api/my/phones/end", may=May.EVALUATOR)
async def end_own_phones(call: Call[Citizen, Nothing]) -> Nothing:
    """Sign out everywhere, here too."""
    await own_phones.end_all(by=call.by, now=call.now)
    return Nothing()
