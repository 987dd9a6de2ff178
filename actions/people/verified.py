"""A person whose real name was verified, whichever way: kept, agreed to the notice, signed in."""

from dataclasses import dataclass
from datetime import datetime
from typing import NoReturn
from uuid import UUID, uuid4

from msgspec import Struct
from tortoise.transactions import in_transaction

from actions.dependencies import Dependencies
from actions.keys import Keyring
from actions.people import evaluators, sessions
from gateways.errors import GatewayError, Permanent
from gateways.identity import VerifiedPerson
from models import CitizenSession, Consent, Evaluator, WechatAccount
from rules import documents
from rules.actors import Actor, Citizen
from rules.notice import NOTICE, NOTICE_VERSION
from rules.refusals import Refused


class IdentityUnavailable(Refused):
    """The identity provider does not answer, or none of this kind is configured."""

    code = "identity_unavailable"


class IdentityRefused(Refused):
    """The identity provider did not confirm the person."""

    code = "identity_refused"


class ConsentMissing(Refused):
    """The privacy notice in its present version, or the face verification, was not agreed to."""

    code = "consent_missing"


@dataclass(frozen=True, slots=True)
class Phone:
    """From where somebody signs in: the network address, never stored as it is, and what kind."""

    address: str
    client: str = ""


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


def demand_notice(version: str) -> None:
    """Raise `ConsentMissing` unless the present version of the notice was agreed to."""
    if version != NOTICE_VERSION:
        raise ConsentMissing(version=NOTICE_VERSION)


def refuse(error: GatewayError) -> NoReturn:
    """What a failure of the identity provider is to the citizen."""
    raise (IdentityRefused if isinstance(error, Permanent) else IdentityUnavailable) from error


async def openid_of(account_id: UUID, *, keys: Keyring) -> str:
    """The WeChat account's own name at WeChat."""
    account = await WechatAccount.get(id=account_id)
    return keys.open(account.openid_sealed, account, "openid_sealed", account.id)


async def enter(
    person: VerifiedPerson,
    *,
    by: Actor,
    phone: Phone,
    deps: Dependencies,
    now: datetime,
    face: bool = False,
) -> SignedIn:
    """Keep the verified person, sealed, with the consents; open a session in the real name.

    The session there was before ends: what somebody else had put on this phone opens nothing.
    """
    account_id = by.account_id if isinstance(by, Citizen) else None
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
        if isinstance(by, Citizen):
            await CitizenSession.filter(id=by.session_id, revoked_at=None).update(revoked_at=now)
        if account_id is not None:
            await WechatAccount.filter(id=account_id).update(evaluator_id=evaluator_id)
            await CitizenSession.filter(account_id=account_id, revoked_at=None).update(
                revoked_at=now
            )
        token = await sessions.open_for_citizen(
            account_id=account_id,
            evaluator_id=evaluator_id,
            now=now,
            place=sessions.place_of(phone.address, keys=deps.keys),
            client=phone.client,
        )
    return await signed_in(token, deps=deps, now=now)


async def signed_in(token: str, *, deps: Dependencies, now: datetime) -> SignedIn:
    """The token with whose it is."""
    actor = await deps.sessions.actor(token, now)
    evaluator_id = actor.evaluator_id if isinstance(actor, Citizen) else None
    return SignedIn(token, await describe(evaluator_id, deps=deps))


async def describe(evaluator_id: UUID | None, *, deps: Dependencies) -> Account:
    """The account of a phone, the name masked."""
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
