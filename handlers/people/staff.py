"""Members of staff sign in and read their inbox."""

from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

from actions.notices import notices
from actions.people import provider_sign_in, staff_sign_in, staff_wechat
from actions.people.second_factor import Enrolment
from actions.people.staff_door import Entered
from actions.people.staff_sign_in import Knock
from handlers.endpoint import ENDPOINTS, Call, Cookie, Limit, Nothing, endpoint
from handlers.permissions import May, allows
from queries.notices import inbox
from queries.notices.inbox import StaffInbox
from queries.people import staff
from queries.people.staff import StaffMe
from rules.actors import Actor, StaffMember


class StaffSignIn(Struct, forbid_unknown_fields=True):
    """`code` and `new_password` where an answer before has asked for them.

    `phone`: from a phone, with the key it was given before, if it was, and in WeChat with a fresh
    login code.
    """

    login: Annotated[str, Meta(min_length=1, max_length=64)]
    password: Annotated[str, Meta(min_length=1, max_length=256)]
    code: Annotated[str, Meta(max_length=20)] = ""
    new_password: Annotated[str, Meta(max_length=256)] = ""
    phone: bool = False
    phone_key: Annotated[str, Meta(max_length=64)] = ""
    wechat_code: Annotated[str, Meta(max_length=200)] = ""


class StaffInboxQuery(Struct, forbid_unknown_fields=True):
    page: Annotated[int, Meta(ge=1, le=10_000)] = 1
    unread: bool = False


class StaffEnrolment(Struct, forbid_unknown_fields=True):
    login: Annotated[str, Meta(min_length=1, max_length=64)]
    password: Annotated[str, Meta(min_length=1, max_length=256)]


class StaffSession(Struct, frozen=True):
    """`token` is for the phone; a browser gets it as an HttpOnly cookie as well.

    `recovery_codes` are there once, when a second factor was set up by this. `phone_key` is for the
    phone to keep: it is bound to the account; empty at a desk.
    """

    token: str
    me: StaffMe
    recovery_codes: list[str]
    phone_key: str


class SignedOut(Struct, frozen=True):
    """`provider_url`: where a browser signs out of the identity provider as well, or empty."""

    provider_url: str


DOOR = Limit(60, 300, "login")


@endpoint(
    "POST",
    "/api/staff/sign-in",
    may=May.ANYONE,
    takes=StaffSignIn,
    gives=StaffSession,
    errors=(
        "wrong_password",
        "wrong_code",
        "too_many_attempts",
        "outside_network",
        "new_password_needed",
        "weak_password",
        "second_factor_needed",
        "enrolment_needed",
        "phone_waiting",
        "wechat_code_refused",
        "wechat_unavailable",
    ),
    limit=DOOR,
    cookie=Cookie.SET,
)
async def staff_sign_in_with_password(call: Call[Actor, StaffSignIn]) -> StaffSession:
    """Open a session for a member of staff; whatever else is needed, the refusal says."""
    knock = Knock(
        login=call.body.login,
        password=call.body.password,
        address=call.address,
        client=call.client,
        code=call.body.code,
        new_password=call.body.new_password,
        phone=call.body.phone,
        phone_key=call.body.phone_key,
        wechat_code=call.body.wechat_code,
    )
    return await session_of(await staff_sign_in.with_password(knock, deps=call.deps, now=call.now))


async def session_of(entered: Entered) -> StaffSession:
    """What somebody is told who has just come in, whichever way."""
    me = await staff.me(by=entered.member, may=_open_to(entered.member))
    return StaffSession(entered.token, me, entered.recovery_codes, entered.phone_key)


@endpoint(
    "POST",
    "/api/staff/sign-in/enrolment",
    may=May.ANYONE,
    takes=StaffEnrolment,
    gives=Enrolment,
    errors=("wrong_password", "too_many_attempts", "outside_network", "factor_there"),
    limit=DOOR,
)
async def begin_enrolment_at_the_door(call: Call[Actor, StaffEnrolment]) -> Enrolment:
    """What to tell an authenticator, for a role that needs one before it can sign in."""
    knock = Knock(call.body.login, call.body.password, call.address)
    return await staff_sign_in.begin_enrolment(knock, deps=call.deps, now=call.now)


class PhoneProof(Struct, forbid_unknown_fields=True):
    token: Annotated[str, Meta(min_length=1, max_length=200)]
    wechat_code: Annotated[str, Meta(min_length=1, max_length=200)]


class ProvedToken(Struct, frozen=True):
    token: str


@endpoint(
    "POST",
    "/api/staff/sign-in/proof",
    may=May.ANYONE,
    takes=PhoneProof,
    gives=ProvedToken,
    errors=("wechat_code_refused", "wechat_unavailable"),
    limit=Limit(1200, 60, "address"),
)
async def prove_staff_phone(call: Call[Actor, PhoneProof]) -> ProvedToken:
    """Another token for a phone in WeChat that shows in which account it is, sent without one."""
    return ProvedToken(
        await staff_wechat.prove(
            call.body.token, call.body.wechat_code, deps=call.deps, now=call.now
        )
    )


def _open_to(member: StaffMember) -> list[str]:
    return [e.name for e in ENDPOINTS if e.may is not May.ANYONE and allows(e.may, member)]


@endpoint("GET", "/api/staff/me", may=May.ANY_STAFF, gives=StaffMe)
async def show_staff_me(call: Call[StaffMember, None]) -> StaffMe:
    """The signed-in member of staff."""
    return await staff.me(by=call.by, may=_open_to(call.by))


@endpoint("POST", "/api/staff/sign-out", may=May.ANY_STAFF, gives=SignedOut, cookie=Cookie.DELETED)
async def staff_sign_out(call: Call[StaffMember, Nothing]) -> SignedOut:
    """End the session; one the identity provider opened can be ended there too."""
    url = await provider_sign_in.sign_out(by=call.by, deps=call.deps, now=call.now)
    return SignedOut(url)


@endpoint("GET", "/api/staff/inbox", may=May.ANY_STAFF, takes=StaffInboxQuery, gives=StaffInbox)
async def show_staff_inbox(call: Call[StaffMember, StaffInboxQuery]) -> StaffInbox:
    """The console inbox, newest first, page by page."""
    return await inbox.of_staff(by=call.by, page=call.body.page, unread=call.body.unread)


@endpoint("POST", "/api/staff/inbox/read", may=May.ANY_STAFF)
async def read_staff_inbox(call: Call[StaffMember, Nothing]) -> Nothing:
    """Mark all messages of the console inbox as read."""
    await notices.mark_all_read(by=call.by, now=call.now)
    return Nothing()


@endpoint("POST", "/api/staff/inbox/{message_id}/read", may=May.ANY_STAFF, errors=("not_found",))
async def read_staff_message(call: Call[StaffMember, Nothing], message_id: UUID) -> Nothing:
    """Mark a message of the console inbox as read."""
    await notices.mark_read(message_id=message_id, by=call.by, now=call.now)
    return Nothing()
