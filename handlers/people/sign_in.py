"""Citizens sign in: WeChat's session first, the real name once (Art. 9)."""

from typing import Annotated

from msgspec import Meta, Struct

from actions.people import by_face, by_jump, by_redirect, sign_in, spent_tokens
from actions.people.by_face import FaceCheck
from actions.people.by_jump import JumpStart
from actions.people.by_redirect import RedirectStart
from actions.people.verified import Account, Phone, SignedIn
from handlers.endpoint import Call, Limit, Nothing, endpoint
from handlers.permissions import May
from rules.actors import Actor, Citizen

Code = Annotated[str, Meta(min_length=1, max_length=512)]
GATEWAY_ERRORS = ("identity_unavailable",)
PER_ADDRESS = Limit(1200, 60, "address")


class WechatSignIn(Struct, forbid_unknown_fields=True):
    code: Code


class RedirectReturn(Struct, forbid_unknown_fields=True):
    code: Code
    state: Code
    notice_version: Code


class JumpReturn(Struct, forbid_unknown_fields=True):
    ticket: Code
    state: Code
    notice_version: Code


class FaceStart(Struct, forbid_unknown_fields=True):
    """Chosen freely: the consent for face verification is one of its own."""

    name: Annotated[str, Meta(min_length=2, max_length=50)]
    document_number: Annotated[str, Meta(min_length=15, max_length=18)]
    notice_version: Code
    face_consent: bool


class FaceReturn(Struct, forbid_unknown_fields=True):
    verify_id: Code


@endpoint(
    "POST",
    "/api/sign-in/wechat",
    may=May.ANYONE,
    takes=WechatSignIn,
    gives=SignedIn,
    errors=("wechat_code_refused", "identity_unavailable"),
    limit=PER_ADDRESS,
)
async def sign_in_with_wechat(call: Call[Actor, WechatSignIn]) -> SignedIn:
    """WeChat's login code for a session; later visits need only this."""
    return await sign_in.with_wechat(
        code=call.body.code, phone=Phone(call.address, call.client), deps=call.deps, now=call.now
    )


@endpoint(
    "POST",
    "/api/sign-in/redirect",
    may=May.ANYONE,
    gives=RedirectStart,
    limit=PER_ADDRESS,
)
async def start_redirect(call: Call[Actor, Nothing]) -> RedirectStart:
    """Where to send the browser for the unified identity provider."""
    return await by_redirect.start(deps=call.deps, now=call.now)


@endpoint(
    "POST",
    "/api/sign-in/redirect/return",
    may=May.ANYONE,
    takes=RedirectReturn,
    gives=SignedIn,
    errors=("sign_in_expired", "identity_refused", "consent_missing", *GATEWAY_ERRORS),
    limit=PER_ADDRESS,
)
async def finish_redirect(call: Call[Actor, RedirectReturn]) -> SignedIn:
    """The code the provider sent back, for a session with a verified real name."""
    return await by_redirect.finish(
        code=call.body.code,
        state=call.body.state,
        notice_version=call.body.notice_version,
        by=call.by,
        phone=Phone(call.address, call.client),
        deps=call.deps,
        now=call.now,
    )


@endpoint("POST", "/api/sign-in/jump", may=May.VISITOR, gives=JumpStart)
async def start_jump(call: Call[Citizen, Nothing]) -> JumpStart:
    """Which mini-program to open for the real name, without face."""
    return await by_jump.start(by=call.by, deps=call.deps, now=call.now)


@endpoint(
    "POST",
    "/api/sign-in/jump/return",
    may=May.VISITOR,
    takes=JumpReturn,
    gives=SignedIn,
    errors=("sign_in_expired", "identity_refused", "consent_missing", *GATEWAY_ERRORS),
)
async def finish_jump(call: Call[Citizen, JumpReturn]) -> SignedIn:
    """The ticket the other mini-program came back with."""
    return await by_jump.finish(
        ticket=call.body.ticket,
        state=call.body.state,
        notice_version=call.body.notice_version,
        by=call.by,
        phone=Phone(call.address, call.client),
        deps=call.deps,
        now=call.now,
    )


@endpoint(
    "POST",
    "/api/sign-in/face",
    may=May.VISITOR,
    takes=FaceStart,
    gives=FaceCheck,
    errors=("consent_missing", "bad_document", *GATEWAY_ERRORS),
    limit=Limit(10, 3600),
)
async def start_face(call: Call[Citizen, FaceStart]) -> FaceCheck:
    """Begin WeChat's face verification; no picture is ever kept."""
    return await by_face.start(
        name=call.body.name,
        document_number=call.body.document_number,
        notice_version=call.body.notice_version,
        face_consent=call.body.face_consent,
        by=call.by,
        deps=call.deps,
        now=call.now,
    )


@endpoint(
    "POST",
    "/api/sign-in/face/return",
    may=May.VISITOR,
    takes=FaceReturn,
    gives=SignedIn,
    errors=("sign_in_expired", "identity_refused", *GATEWAY_ERRORS),
)
async def finish_face(call: Call[Citizen, FaceReturn]) -> SignedIn:
    """Ask WeChat how the verification went."""
    return await by_face.finish(
        verify_id=call.body.verify_id,
        by=call.by,
        phone=Phone(call.address, call.client),
        deps=call.deps,
        now=call.now,
    )


class TokenToExchange(Struct, forbid_unknown_fields=True):
    token: Code


class FreshToken(Struct, frozen=True):
    token: str


@endpoint(
    "POST",
    "/api/session/exchange",
    may=May.ANYONE,
    takes=TokenToExchange,
    gives=FreshToken,
    limit=PER_ADDRESS,
)
async def exchange_token(call: Call[Actor, TokenToExchange]) -> FreshToken:
    """Another token for the session of one that opens no more, sent without a token itself."""
    return FreshToken(await spent_tokens.exchange(call.body.token, now=call.now))


@endpoint("GET", "/api/me", may=May.VISITOR, gives=Account)
async def show_me(call: Call[Citizen, None]) -> Account:
    """Who is signed in on this phone; names masked."""
    return await sign_in.account(by=call.by, deps=call.deps)


@endpoint("POST", "/api/sign-out", may=May.VISITOR)
async def sign_out(call: Call[Citizen, Nothing]) -> Nothing:
    """End this phone's session."""
    await sign_in.sign_out(by=call.by, deps=call.deps, now=call.now)
    return Nothing()
