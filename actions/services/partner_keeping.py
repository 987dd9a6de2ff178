"""The city bureau keeps partners: what each may tell, its keys, and whether it may tell at all."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from tortoise.exceptions import IntegrityError
from tortoise.transactions import in_transaction

from actions.keys import Keyring, new_token
from actions.trail import audit
from models import Partner, PartnerKey
from rules.actors import StaffMember
from rules.grade_scale import scale_named
from rules.networks import networks
from rules.partners import SEPARATOR, KeyKind, Scope, check_public_key, stored
from rules.refusals import NotAllowedNow, NotFound, Refused, Stale

SAID = ("scope", "networks", "calls_a_minute", "grade_scale")


class PartnerThere(Refused):
    """Another partner has this name."""

    code = "partner_there"


@dataclass(frozen=True, slots=True)
class Terms:
    """What a partner may tell, from where and how often; `networks` one a line."""

    name: str
    contact: str
    scope: list[Scope]
    networks: list[str]
    calls_a_minute: int
    grade_scale: str = ""


@dataclass(frozen=True, slots=True)
class NewKey:
    """What is asked for: a secret made here, or the public half of a pair made over there."""

    kind: KeyKind
    public_key: str
    valid_for: timedelta


@dataclass(frozen=True, slots=True)
class Credentials:
    """A key as it is handed over, this once; `secret` is empty for a pair."""

    partner_id: UUID
    key_id: str
    secret: str


async def add(
    *, terms: Terms, key: NewKey, by: StaffMember, keys: Keyring, now: datetime
) -> Credentials:
    """Enter a partner with its first key. Art. 10 (10-1; docs/decisions/0049).

    Raises `PartnerThere`, `NetworksWrong`, `PublicKeyWrong`.
    """
    columns = _columns(terms)
    try:
        async with in_transaction():
            partner = await Partner.create(id=uuid4(), **columns)
            made = await _make_key(partner.id, key, by=by, keys=keys, now=now)
            await _note("add_partner", partner.id, by=by, now=now, after=columns["scope"])
    except IntegrityError as error:
        raise PartnerThere from error
    return made


async def change(
    *, partner_id: UUID, version: int, terms: Terms, by: StaffMember, now: datetime
) -> None:
    """Say anew what a partner may; `version` is the one the caller has seen. (10-1)

    Raises `NotFound`, `Stale`, `PartnerThere`, `NetworksWrong`.
    """
    columns = _columns(terms)
    before = await _found(partner_id)
    seen = Partner.filter(id=partner_id, version=version)
    try:
        async with in_transaction():
            if not await seen.update(version=version + 1, **columns):
                raise Stale
            await _note(
                "change_partner",
                partner_id,
                by=by,
                now=now,
                reason=f"{_said(_terms_of(before))} → {_said(columns)}",
            )
    except IntegrityError as error:
        raise PartnerThere from error


async def rotate(
    *,
    partner_id: UUID,
    key: NewKey,
    overlap: timedelta,
    by: StaffMember,
    keys: Keyring,
    now: datetime,
) -> Credentials:
    """A new key beside the old ones, which end when `overlap` is over if not before. (10-1)

    Raises `NotFound`, `PublicKeyWrong`.
    """
    await _found(partner_id)
    ends = now + overlap
    old = PartnerKey.filter(partner_id=partner_id, revoked_at=None)
    async with in_transaction():
        await old.filter(expires_at=None).update(expires_at=ends)
        await old.filter(expires_at__gt=ends).update(expires_at=ends)
        made = await _make_key(partner_id, key, by=by, keys=keys, now=now)
        await _note("rotate_partner_key", partner_id, by=by, now=now, after=made.key_id)
    return made


async def revoke(
    *, partner_id: UUID, key_id: UUID, reason: str, by: StaffMember, now: datetime
) -> None:
    """A key ends at once. Raises `NotFound`, `NotAllowedNow` if it had ended already. (10-1)"""
    key = await PartnerKey.get_or_none(id=key_id, partner_id=partner_id)
    if key is None:
        raise NotFound
    async with in_transaction():
        if not await PartnerKey.filter(id=key_id, revoked_at=None).update(revoked_at=now):
            raise NotAllowedNow
        await _note(
            "revoke_partner_key", partner_id, by=by, now=now, reason=reason, before=key.key_id
        )


async def suspend(*, partner_id: UUID, reason: str, by: StaffMember, now: datetime) -> None:
    """Let nothing of a partner in for now. Raises `NotFound`, `NotAllowedNow`. (10-1)"""
    await _turn("suspend_partner", partner_id, now, reason=reason, by=by, now=now)


async def resume(*, partner_id: UUID, reason: str, by: StaffMember, now: datetime) -> None:
    """Let a suspended partner in again. Raises `NotFound`, `NotAllowedNow`. (10-1)"""
    await _turn("resume_partner", partner_id, None, reason=reason, by=by, now=now)


async def _turn(
    action: str,
    partner_id: UUID,
    suspended_at: datetime | None,
    *,
    reason: str,
    by: StaffMember,
    now: datetime,
) -> None:
    await _found(partner_id)
    other_way = Partner.filter(id=partner_id, suspended_at__isnull=suspended_at is not None)
    async with in_transaction():
        if not await other_way.update(suspended_at=suspended_at):
            raise NotAllowedNow
        await _note(action, partner_id, by=by, now=now, reason=reason)


async def _found(partner_id: UUID) -> Partner:
    found = await Partner.get_or_none(id=partner_id)
    if found is None:
        raise NotFound
    return found


async def _make_key(
    partner_id: UUID, key: NewKey, *, by: StaffMember, keys: Keyring, now: datetime
) -> Credentials:
    public_key = check_public_key(key.kind, key.public_key)
    secret, row = "" if public_key else new_token(), uuid4()
    made = await PartnerKey.create(
        id=row,
        partner_id=partner_id,
        key_id=f"hcp-{secrets.token_hex(8)}",
        kind=key.kind,
        secret_sealed=keys.seal(secret, PartnerKey, "secret_sealed", row) if secret else None,
        public_key=public_key,
        made_at=now,
        made_by_id=by.staff_id,
        expires_at=now + key.valid_for,
    )
    return Credentials(partner_id, made.key_id, secret)


def _columns(terms: Terms) -> dict[str, Any]:
    lines = [one.strip() for one in terms.networks if one.strip()]
    return {
        "name": terms.name.strip(),
        "contact": terms.contact.strip(),
        "scope": stored(terms.scope),
        "networks": SEPARATOR.join(str(one) for one in networks(lines)),
        "calls_a_minute": terms.calls_a_minute,
        "grade_scale": scale_named(terms.grade_scale).code if terms.grade_scale else "",
    }


def _terms_of(partner: Partner) -> dict[str, Any]:
    return {name: getattr(partner, name) for name in SAID}


def _said(columns: dict[str, Any]) -> str:
    """Terms as the trail keeps them; the contact is a person, and not among them."""
    return " | ".join(str(columns[name] or "*") for name in SAID)


async def _note(
    action: str,
    partner_id: UUID,
    *,
    by: StaffMember,
    now: datetime,
    reason: str = "",
    before: str = "",
    after: str = "",
) -> None:
    await audit.record(
        by=by,
        action=action,
        outcome="done",
        object_kind="partner",
        object_id=partner_id,
        reason=reason,
        before=before,
        after=after,
        now=now,
    )
