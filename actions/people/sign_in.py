"""Citizens sign in: a WeChat session, and the real name once (Art. 9; 9-1, 9-2).

Three ways lead to a verified person, all behind `gateways.identity`: a redirect to the unified
identity provider (H5), a jump to another mini-program and back with a ticket (WeChat, no face),
and WeChat's face verification (chosen freely, with a consent of its own, no picture kept).
"""

import json
from datetime import datetime
from typing import NoReturn
from uuid import UUID, uuid4

from msgspec import Struct
from tortoise.transactions import in_transaction

from actions.dependencies import Dependencies
from actions.keys import Keyring
from actions.people import consents, evaluators, sessions, sign_in_flows
from gateways.errors import GatewayError, Permanent
from gateways.identity import VerifiedPerson
from models import CitizenSession, Consent, Evaluator, SignInFlow, WechatAccount
from rules import documents
from rules.actors import Actor, Citizen
from rules.notice import NOTICE, NOTICE_VERSION
from rules.refusals import Refused


class WechatCodeRefused(Refused):
    """WeChat does not know the login code: it was used already or is too old."""

    code = "wechat_code_refused"


class IdentityUnavailable(Refused):
    """The identity provider does not answer, or none of this kind is configured."""

    code = "identity_unavailable"


class IdentityRefused(Refused):
    """The identity provider did not confirm the person."""

    code = "identity_refused"


class ConsentMissing(Refused):
    """The privacy notice in its present version, or the face verification, was not agreed to."""

    code = "consent_missing"


class Account(Struct, frozen=True):
    """Who is signed in on a phone; the name masked."""

    verified: bool
    name: str | None
    notice_version: str
    consented: bool
    ways: list[str]


class SignedIn(Struct, frozen=True):
    token: str
    account: Account


class RedirectStart(Struct, frozen=True):
    url: str
    state: str


class JumpStart(Struct, frozen=True):
    app_id: str
    path: str
    state: str


class FaceCheck(Struct, frozen=True):
    verify_id: str


async def with_wechat(*, code: str, address: str, deps: Dependencies, now: datetime) -> SignedIn:
    """WeChat's login code for a session. Later visits need only this.

    Whoever took the consent to the privacy notice back is a stranger until it is given again.
    """
    if deps.gateways.wechat is None:
        raise IdentityUnavailable
    try:
        openid = await deps.gateways.wechat.code_to_session(code)
    except Permanent as error:
        raise WechatCodeRefused from error
    except GatewayError as error:
        raise IdentityUnavailable from error
    account = await _account_of(openid, keys=deps.keys, now=now)
    known = account.evaluator_id
    token = await sessions.open_for_citizen(
        account_id=account.id,
        evaluator_id=known if known and await consents.agrees(known) else None,
        now=now,
        place=sessions.place_of(address, keys=deps.keys),
    )
    return await _signed_in(token, deps=deps, now=now)


async def _account_of(openid: str, *, keys: Keyring, now: datetime) -> WechatAccount:
    row = uuid4()
    sealed = keys.seal(openid, WechatAccount, "openid_sealed", row)
    account, _ = await WechatAccount.get_or_create(
        openid_index=keys.index("openid", openid),
        defaults={"id": row, "openid_sealed": sealed, "created_at": now},
    )
    return account


async def start_redirect(*, deps: Dependencies, now: datetime) -> RedirectStart:
    """Where the browser goes for the unified identity provider."""
    if deps.gateways.redirect is None:
        raise IdentityUnavailable
    state = await sign_in_flows.begin("redirect", account_id=None, now=now)
    return_to = f"{deps.public_url}/m/pages/sign-in/return"
    return RedirectStart(deps.gateways.redirect.authorize_url(state, return_to), state)


async def finish_redirect(
    *,
    code: str,
    state: str,
    notice_version: str,
    by: Actor,
    address: str,
    deps: Dependencies,
    now: datetime,
) -> SignedIn:
    """The code the provider sent back, for a session with a verified real name."""
    _demand_notice(notice_version)
    await sign_in_flows.take("redirect", state, now=now)
    if deps.gateways.redirect is None:
        raise IdentityUnavailable
    try:
        person = await deps.gateways.redirect.complete(
            code, f"{deps.public_url}/m/pages/sign-in/return"
        )
    except GatewayError as error:
        _refuse(error)
    account_id = by.account_id if isinstance(by, Citizen) else None
    return await _verified(person, account_id=account_id, address=address, deps=deps, now=now)


async def start_jump(*, by: Citizen, deps: Dependencies, now: datetime) -> JumpStart:
    """Which mini-program the phone opens for the real name, without face."""
    if deps.gateways.jump is None:
        raise IdentityUnavailable
    state = await sign_in_flows.begin("jump", account_id=by.account_id, now=now)
    app_id, path = deps.gateways.jump.start(state)
    return JumpStart(app_id, path, state)


async def finish_jump(
    *,
    ticket: str,
    state: str,
    notice_version: str,
    by: Citizen,
    address: str,
    deps: Dependencies,
    now: datetime,
) -> SignedIn:
    """The ticket the other mini-program came back with."""
    _demand_notice(notice_version)
    flow = await sign_in_flows.take("jump", state, now=now)
    if deps.gateways.jump is None or flow.account_id != by.account_id:
        raise sign_in_flows.SignInExpired
    try:
        person = await deps.gateways.jump.complete(ticket)
    except GatewayError as error:
        _refuse(error)
    return await _verified(person, account_id=by.account_id, address=address, deps=deps, now=now)


async def start_face(
    *,
    name: str,
    document_number: str,
    notice_version: str,
    face_consent: bool,
    by: Citizen,
    deps: Dependencies,
    now: datetime,
) -> FaceCheck:
    """Begin WeChat's face verification of what the citizen typed; it needs its own consent."""
    _demand_notice(notice_version)
    if not face_consent:
        raise ConsentMissing
    if deps.gateways.face is None or by.account_id is None:
        raise IdentityUnavailable
    number = documents.check(documents.DocumentType.RESIDENT_ID, document_number, now)
    openid = await _openid(by.account_id, keys=deps.keys)
    try:
        verify_id, serial = await deps.gateways.face.start(openid, name, number)
    except GatewayError as error:
        _refuse(error)
    person = json.dumps({"name": name, "number": number, "serial": serial})
    row = uuid4()
    await sign_in_flows.begin(
        "face",
        account_id=by.account_id,
        now=now,
        row=row,
        state=verify_id,
        person_sealed=deps.keys.seal(person, SignInFlow, "person_sealed", row),
        notice_version=notice_version,
    )
    return FaceCheck(verify_id)


async def finish_face(
    *, verify_id: str, by: Citizen, address: str, deps: Dependencies, now: datetime
) -> SignedIn:
    """Ask WeChat how the verification went; the phone's own word counts for nothing."""
    flow = await sign_in_flows.take("face", verify_id, now=now)
    if deps.gateways.face is None or by.account_id is None or flow.person_sealed is None:
        raise IdentityUnavailable
    typed = json.loads(deps.keys.open(flow.person_sealed, flow, "person_sealed", flow.id))
    openid = await _openid(by.account_id, keys=deps.keys)
    try:
        person = await deps.gateways.face.complete(
            verify_id, typed["serial"], openid, typed["name"], typed["number"]
        )
    except GatewayError as error:
        _refuse(error)
    return await _verified(
        person, account_id=by.account_id, address=address, deps=deps, now=now, face=True
    )


async def account(*, by: Citizen, deps: Dependencies) -> Account:
    """Who is signed in on this phone."""
    return await _describe(by.evaluator_id, deps=deps)


async def sign_out(*, by: Citizen, deps: Dependencies, now: datetime) -> None:
    """End this phone's session."""
    await sessions.revoke(by=by, now=now)


def _demand_notice(version: str) -> None:
    if version != NOTICE_VERSION:
        raise ConsentMissing(version=NOTICE_VERSION)


def _refuse(error: GatewayError) -> NoReturn:
    raise (IdentityRefused if isinstance(error, Permanent) else IdentityUnavailable) from error


async def _openid(account_id: UUID, *, keys: Keyring) -> str:
    account = await WechatAccount.get(id=account_id)
    return keys.open(account.openid_sealed, account, "openid_sealed", account.id)


async def _verified(
    person: VerifiedPerson,
    *,
    account_id: UUID | None,
    address: str,
    deps: Dependencies,
    now: datetime,
    face: bool = False,
) -> SignedIn:
    """Keep the verified person, sealed, with the consents; open a session in the real name."""
    async with in_transaction():
        evaluator_id = await evaluators.keep(person, keys=deps.keys, now=now)
        for purpose in (NOTICE, "face") if face else (NOTICE,):
            await Consent.create(
                id=uuid4(),
                evaluator_id=evaluator_id,
                purpose=purpose,
                version=NOTICE_VERSION,
                given_at=now,
            )
        if account_id is not None:
            await WechatAccount.filter(id=account_id).update(evaluator_id=evaluator_id)
            await CitizenSession.filter(account_id=account_id, revoked_at=None).update(
                revoked_at=now
            )
        token = await sessions.open_for_citizen(
            account_id=account_id,
            evaluator_id=evaluator_id,
            now=now,
            place=sessions.place_of(address, keys=deps.keys),
        )
    return await _signed_in(token, deps=deps, now=now)


async def _signed_in(token: str, *, deps: Dependencies, now: datetime) -> SignedIn:
    actor = await deps.sessions.actor(token, now)
    evaluator_id = actor.evaluator_id if isinstance(actor, Citizen) else None
    return SignedIn(token, await _describe(evaluator_id, deps=deps))


async def _describe(evaluator_id: UUID | None, *, deps: Dependencies) -> Account:
    ways = [way for way in ("redirect", "jump", "face") if getattr(deps.gateways, way) is not None]
    if evaluator_id is None:
        return Account(False, None, NOTICE_VERSION, False, ways)
    evaluator = await Evaluator.get(id=evaluator_id)
    name = documents.mask_name(evaluators.name_of(evaluator, keys=deps.keys))
    consented = await Consent.filter(
        evaluator_id=evaluator_id,
        purpose=NOTICE,
        version=NOTICE_VERSION,
        withdrawn_at=None,
    ).exists()
    return Account(True, name, NOTICE_VERSION, consented, ways)
