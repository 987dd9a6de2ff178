"""First passwords: made here, shown once, handed over in person; only their hash is kept.

And the WeCom user id under which an account is told of its work.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from msgspec import Struct
from tortoise.expressions import Q
from tortoise.transactions import in_transaction

from actions.dependencies import Dependencies
from actions.people import second_factor, sign_in_rests, staff_sessions
from actions.people.administrators import AdministratorUnknown
from actions.people.passwords import hash_password
from actions.reach import reach_of
from actions.trail import audit
from models import Hall, Institution, Staff, StaffPhone
from queries.people.accounts import unknown
from rules.actors import ADMINISTRATORS, StaffMember
from rules.refusals import NotFound, Refused

# Without what is mistaken for something else when read from paper.
ALPHABET = "abcdefghjkmnpqrstuvwxyzACDEFGHJKLMNPQRTUVWXYZ2345679"
LENGTH = 12  # 68 random bits
MOST_AT_ONCE = 60  # a hash takes a tenth of a second on purpose


class NoAccountWaiting(Refused):
    """Every account of the place can sign in already."""

    code = "no_account_waiting"


class NotOneself(Refused):
    """Nobody resets the own account: somebody else does."""

    code = "not_oneself"


class FirstPassword(Struct, frozen=True):
    """An account with the password its owner is to be handed."""

    login: str
    name: str
    password: str

    def __repr__(self) -> str:
        return f"FirstPassword({self.login})"


class FirstPasswords(Struct, frozen=True):
    """`left` accounts wait still: ask again for them."""

    rows: list[FirstPassword]
    left: int


@dataclass(frozen=True, slots=True)
class Place:
    """Whose accounts: one of the three."""

    institution_id: UUID | None = None
    hall_id: UUID | None = None
    bureau_id: UUID | None = None


async def give_passwords(
    *,
    place: Place,
    by: StaffMember,
    deps: Dependencies,
    now: datetime,
) -> FirstPasswords:
    """A password for each active account of a place that has none.

    Asked twice at once, each account gets one password and one answer has it. Administrators of
    whom no document is on record get none (docs/decisions/0073).
    """
    scope = await scope_of(place, by=by)
    waiting = Staff.filter(**scope, active=True, password_hash="").order_by("login")
    waiting = waiting.filter(~Q(role__in=ADMINISTRATORS) | Q(document_index__isnull=False))
    accounts = await waiting.limit(MOST_AT_ONCE)
    if not accounts:
        raise NoAccountWaiting
    rows = []
    for account in accounts:
        password = new_password()
        hashed = await deps.in_worker(hash_password, password)
        unclaimed = Staff.filter(id=account.id, password_hash="")
        if await unclaimed.update(password_hash=hashed, password_initial=True):
            rows.append(FirstPassword(account.login, account.name, password))
            await _told("give_password", account.id, by=by, now=now)
    return FirstPasswords(rows=rows, left=await waiting.count())


async def reset_password(
    *, place: Place, login: str, by: StaffMember, deps: Dependencies, now: datetime
) -> FirstPasswords:
    """A new password for somebody else's account whose old one is lost; its sessions end."""
    account = await of_another(place, login, by=by)
    if unknown(account):
        raise AdministratorUnknown
    password = new_password()
    hashed = await deps.in_worker(hash_password, password)
    async with in_transaction():
        await Staff.filter(id=account.id).update(password_hash=hashed, password_initial=True)
        await staff_sessions.end_all(staff_id=account.id, now=now)
        await _told("reset_password", account.id, by=by, now=now)
    await _lift(account, deps=deps)
    return FirstPasswords([FirstPassword(account.login, account.name, password)], left=0)


async def reset_factor(
    *, place: Place, login: str, by: StaffMember, deps: Dependencies, now: datetime
) -> None:
    """Forget the second factor of somebody else, whose phone and recovery codes are lost."""
    account = await of_another(place, login, by=by)
    async with in_transaction():
        if not await second_factor.remove(account):
            raise NotFound
        await StaffPhone.filter(staff_id=account.id, ended_at=None).update(ended_at=now)
        await staff_sessions.end_all(staff_id=account.id, now=now)
        await _told("reset_factor", account.id, by=by, now=now)


async def lift_rest(
    *, place: Place, login: str, by: StaffMember, deps: Dependencies, now: datetime
) -> None:
    """Let somebody else's account try again that rests after wrong answers."""
    account = await of_another(place, login, by=by)
    if not await _lift(account, deps=deps):
        raise NotFound
    await _told("lift_rest", account.id, by=by, now=now)


async def of_another(place: Place, login: str, *, by: StaffMember) -> Staff:
    scope = await scope_of(place, by=by)
    account = await Staff.get_or_none(**scope, login=login, active=True)
    if account is None:
        raise NotFound
    if account.id == by.staff_id:
        raise NotOneself
    return account


def rest_key(login: str, *, deps: Dependencies) -> str:
    """Under what wrong answers to a login are counted."""
    return sign_in_rests.key_of("login", login, keys=deps.keys)


async def _lift(account: Staff, *, deps: Dependencies) -> int:
    return await sign_in_rests.clear(rest_key(account.login, deps=deps))


async def set_wecom(
    *, place: Place, login: str, user_id: str, by: StaffMember, deps: Dependencies, now: datetime
) -> None:
    """Under which WeCom user id an account is told of its work; empty: by text message again."""
    scope = await scope_of(place, by=by)
    account = await Staff.get_or_none(**scope, login=login)
    if account is None:
        raise NotFound
    async with in_transaction():
        sealed = None
        if user_id:
            sealed = deps.keys.seal(user_id, Staff, "wecom_sealed", account.id)
        await Staff.filter(id=account.id).update(wecom_sealed=sealed)
        await _told("set_wecom" if user_id else "forget_wecom", account.id, by=by, now=now)


def new_password() -> str:
    """Random, of letters and digits that can be read from paper."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


async def reach_account(account: Staff, *, by: StaffMember) -> None:
    """Raise `NotFound` unless the account is of a place in the caller's reach."""
    await scope_of(Place(account.institution_id, account.hall_id, account.bureau_id), by=by)


async def scope_of(place: Place, *, by: StaffMember) -> dict[str, Any]:
    """The place must be the bureau's own: who hands out passwords opens doors."""
    reach = await reach_of(by)
    if place.institution_id is not None:
        institution = await Institution.get_or_none(id=place.institution_id)
        if institution is not None and reach.bureau(institution.bureau_id):
            return {"institution_id": institution.id}
    elif place.hall_id is not None:
        hall = await Hall.get_or_none(id=place.hall_id)
        if hall is not None and reach.bureau(hall.bureau_id):
            return {"hall_id": hall.id}
    elif place.bureau_id is not None and reach.bureau(place.bureau_id):
        return {"bureau_id": place.bureau_id}
    raise NotFound


async def _told(action: str, staff_id: UUID, *, by: StaffMember, now: datetime) -> None:
    await audit.record(
        by=by,
        action=action,
        object_kind="staff",
        object_id=staff_id,
        outcome="done",
        now=now,
    )
