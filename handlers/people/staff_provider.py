"""The identity provider of staff: a way in beside the password, bound to accounts (Art. 9; 9-2)."""

from typing import Annotated

from msgspec import Meta, Struct

from actions.people import provider_sign_in, provider_subjects
from actions.people.provider_flows import Answer
from handlers.endpoint import Call, Cookie, Limit, Nothing, endpoint
from handlers.people.accounts import OfAccount
from handlers.people.own_account import OFTEN, PROOF_ERRORS, OwnProof
from handlers.people.staff import StaffSession, session_of
from handlers.permissions import May
from rules.actors import Actor, StaffMember

PER_ADDRESS = Limit(600, 300, "address")  # a hall shares one
Said = Annotated[str, Meta(max_length=2048)]
State = Annotated[str, Meta(min_length=1, max_length=128)]
ANSWER_ERRORS = (
    "provider_off",
    "provider_away",
    "provider_refused",
    "provider_expired",
    "provider_forged",
    "provider_clock",
    "provider_other_client",
    "provider_other_issuer",
)
DOOR_ERRORS = ("outside_network", "too_many_attempts", "provider_too_early")


class SignInWays(Struct, frozen=True):
    """Ways in beside the password."""

    provider: bool


class ProviderStart(Struct, frozen=True):
    url: str


class ProviderReturn(Struct, forbid_unknown_fields=True):
    """What the provider sent the browser back with; `iss` and `error` where it says them."""

    state: State
    code: Said = ""
    iss: Said = ""
    error: Said = ""


class ProviderCode(Struct, forbid_unknown_fields=True):
    state: State
    code: Annotated[str, Meta(min_length=6, max_length=20)]


class SubjectOfAccount(OfAccount, kw_only=True):
    """`subject`: the account's `sub`, as the provider tells its administrators."""

    subject: Annotated[str, Meta(min_length=1, max_length=255, pattern=r"^[!-~]+$")]


def _answer(call: Call[Actor, ProviderReturn] | Call[StaffMember, ProviderReturn]) -> Answer:
    said = call.body
    return Answer(said.state, call.browser, said.code, said.iss, said.error)


@endpoint("GET", "/api/staff/sign-in/ways", may=May.ANYONE, gives=SignInWays)
async def show_sign_in_ways(call: Call[Actor, None]) -> SignInWays:
    """Whether staff may sign in by an identity provider as well."""
    return SignInWays(call.deps.gateways.staff_provider is not None)


@endpoint(
    "POST",
    "/api/staff/sign-in/provider",
    may=May.ANYONE,
    gives=ProviderStart,
    errors=("provider_off", "provider_away"),
    limit=PER_ADDRESS,
    cookie=Cookie.BROWSER,
)
async def start_provider_sign_in(call: Call[Actor, Nothing]) -> ProviderStart:
    """Where to send the browser; the way back is bound to it."""
    return ProviderStart(
        await provider_sign_in.start(browser=call.browser, deps=call.deps, now=call.now)
    )


@endpoint(
    "POST",
    "/api/staff/sign-in/provider/return",
    may=May.ANYONE,
    takes=ProviderReturn,
    gives=StaffSession,
    errors=(*ANSWER_ERRORS, "provider_unbound", "second_factor_needed", *DOOR_ERRORS),
    limit=PER_ADDRESS,
    cookie=Cookie.SET,
    comes_back=True,
)
async def finish_provider_sign_in(call: Call[Actor, ProviderReturn]) -> StaffSession:
    """A session for what the provider sent back, if its subject is bound to an account.

    `second_factor_needed`: `/api/staff/sign-in/provider/code` takes the code, with the same state.
    """
    entered = await provider_sign_in.come_back(
        answer=_answer(call),
        address=call.address,
        client=call.client,
        deps=call.deps,
        now=call.now,
    )
    return await session_of(entered)


@endpoint(
    "POST",
    "/api/staff/sign-in/provider/code",
    may=May.ANYONE,
    takes=ProviderCode,
    gives=StaffSession,
    errors=("provider_off", "provider_expired", "wrong_code", *DOOR_ERRORS),
    limit=PER_ADDRESS,
    cookie=Cookie.SET,
    comes_back=True,
)
async def finish_provider_with_code(call: Call[Actor, ProviderCode]) -> StaffSession:
    """The second factor of somebody the provider vouched for a moment ago."""
    entered = await provider_sign_in.with_code(
        answer=Answer(call.body.state, call.browser),
        code=call.body.code,
        address=call.address,
        client=call.client,
        deps=call.deps,
        now=call.now,
    )
    return await session_of(entered)


@endpoint(
    "POST",
    "/api/staff/me/provider",
    may=May.ANY_STAFF,
    takes=OwnProof,
    gives=ProviderStart,
    errors=(
        "provider_off",
        "provider_away",
        "wrong_code",
        "second_factor_needed",
        *PROOF_ERRORS,
    ),
    limit=OFTEN,
    cookie=Cookie.BROWSER,
)
async def begin_own_provider(call: Call[StaffMember, OwnProof]) -> ProviderStart:
    """Where to show which subject is the own one; password and second factor come first."""
    url = await provider_subjects.begin_own(
        password=call.body.password,
        code=call.body.code,
        browser=call.browser,
        by=call.by,
        deps=call.deps,
        now=call.now,
    )
    return ProviderStart(url)


@endpoint(
    "POST",
    "/api/staff/me/provider/return",
    may=May.ANY_STAFF,
    takes=ProviderReturn,
    errors=(*ANSWER_ERRORS, "provider_taken", "provider_there"),
    limit=OFTEN,
    comes_back=True,
)
async def bind_own_provider(call: Call[StaffMember, ProviderReturn]) -> Nothing:
    """Bind the subject the provider vouched for to the own account."""
    await provider_subjects.bind_own(answer=_answer(call), by=call.by, deps=call.deps, now=call.now)
    return Nothing()


@endpoint(
    "POST",
    "/api/staff/me/provider/unbind",
    may=May.ANY_STAFF,
    errors=("not_found", "provider_off"),
)
async def unbind_own_provider(call: Call[StaffMember, Nothing]) -> Nothing:
    """Unbind the own account; what the provider opened ends."""
    await provider_subjects.unbind_own(by=call.by, deps=call.deps, now=call.now)
    return Nothing()


@endpoint(
    "POST",
    "/api/staff/accounts/bind-subject",
    may=May.SECURITY,
    takes=SubjectOfAccount,
    errors=("not_found", "not_oneself", "provider_off", "provider_taken", "provider_there"),
    limit=Limit(60, 3600),
)
async def bind_provider_subject(call: Call[StaffMember, SubjectOfAccount]) -> Nothing:
    """Bind a subject of the provider to somebody else's account, who is told."""
    await provider_subjects.bind(
        place=call.body.place,
        login=call.body.login,
        subject=call.body.subject,
        by=call.by,
        deps=call.deps,
        now=call.now,
    )
    return Nothing()


@endpoint(
    "POST",
    "/api/staff/accounts/unbind-subject",
    may=May.SECURITY,
    takes=OfAccount,
    errors=("not_found", "not_oneself", "provider_off"),
)
async def unbind_provider_subject(call: Call[StaffMember, OfAccount]) -> Nothing:
    """Unbind somebody else's account; what the provider opened ends."""
    await provider_subjects.unbind(
        place=call.body.place, login=call.body.login, by=call.by, deps=call.deps, now=call.now
    )
    return Nothing()
