"""First passwords: made here, shown once, handed over in person; only their hash is kept.

And the WeCom user id under which an account is told of its work.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from msgspec import Struct
from tortoise.transactions import in_transaction

from actions.dependencies import Dependencies
from actions.people.staff_sign_in import HASHER
from actions.reach import reach_of
from actions.trail import audit
from models import Bureau, Hall, Institution, Region, Staff, StaffSession
from rules.actors import Role, StaffMember, System
from rules.institutions import Level
from rules.refusals import NotFound, Refused

# Without what is mistaken for something else when read from paper.
ALPHABET = "abcdefghjkmnpqrstuvwxyzACDEFGHJKLMNPQRTUVWXYZ2345679"
LENGTH = 12  # 68 random bits
MOST_AT_ONCE = 60  # a hash takes a tenth of a second on purpose


class NoAccountWaiting(Refused):
    """Every account of the place can sign in already."""

    code = "no_account_waiting"


class LoginTaken(Refused):
    """The login belongs to somebody who is not of the city bureau."""

    code = "login_taken"


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

    Asked twice at once, each account gets one password and one answer has it.
    """
    scope = await _scope(place, by=by)
    waiting = Staff.filter(**scope, active=True, password_hash="").order_by("login")
    accounts = await waiting.limit(MOST_AT_ONCE)
    if not accounts:
        raise NoAccountWaiting
    rows = []
    for account in accounts:
        password = new_password()
        hashed = await deps.in_worker(hash_password, password)
        unclaimed = Staff.filter(id=account.id, password_hash="")
        if await unclaimed.update(password_hash=hashed):
            rows.append(FirstPassword(account.login, account.name, password))
            await _told("give_password", account.id, by=by, now=now)
    return FirstPasswords(rows=rows, left=await waiting.count())


async def reset_password(
    *, place: Place, login: str, by: StaffMember, deps: Dependencies, now: datetime
) -> FirstPasswords:
    """A new password for one account whose old one is lost; its sessions end in seconds."""
    scope = await _scope(place, by=by)
    account = await Staff.get_or_none(**scope, login=login, active=True)
    if account is None:
        raise NotFound
    password = new_password()
    hashed = await deps.in_worker(hash_password, password)
    async with in_transaction():
        await Staff.filter(id=account.id).update(password_hash=hashed)
        await StaffSession.filter(staff_id=account.id, revoked_at=None).update(revoked_at=now)
        await _told("reset_password", account.id, by=by, now=now)
    return FirstPasswords([FirstPassword(account.login, account.name, password)], left=0)


async def set_wecom(
    *, place: Place, login: str, user_id: str, by: StaffMember, deps: Dependencies, now: datetime
) -> None:
    """Under which WeCom user id an account is told of its work; empty: by text message again."""
    scope = await _scope(place, by=by)
    account = await Staff.get_or_none(**scope, login=login)
    if account is None:
        raise NotFound
    async with in_transaction():
        sealed = deps.keys.seal(user_id, "wecom") if user_id else None
        await Staff.filter(id=account.id).update(wecom_sealed=sealed)
        await _told("set_wecom" if user_id else "forget_wecom", account.id, by=by, now=now)


@dataclass(frozen=True, slots=True)
class City:
    """What an empty installation is told of the city; where it is known already, nothing new."""

    code: str
    name: str
    bureau: str


async def first_account(*, login: str, name: str, city: City, now: datetime) -> str:
    """The city bureau's first account, or a new password for one it has; the password.

    For the command line of whoever runs the machine: everything else is done at the desk.
    Raises `LoginTaken` if the login is anybody else's.
    """
    password = new_password()
    async with in_transaction():
        bureau = await _city_bureau(city)
        account = await Staff.get_or_none(login=login)
        if account is None:
            account = Staff(id=uuid4(), login=login, name=name, role=Role.CITY_BUREAU)
            account.bureau_id = bureau.id
        elif account.role != Role.CITY_BUREAU:
            raise LoginTaken
        account.password_hash, account.active = hash_password(password), True
        await account.save()
        await _told("first_account", account.id, by=System(), now=now)
    return password


async def _city_bureau(city: City) -> Bureau:
    known = await Bureau.filter(level=Level.CITY).first()
    if known is not None:
        return known
    region = await Region.filter(level=Level.CITY).first()
    if region is None:
        region = await Region.create(id=uuid4(), code=city.code, name=city.name, level=Level.CITY)
    return await Bureau.create(id=uuid4(), name=city.bureau, level=Level.CITY, region_id=region.id)


def new_password() -> str:
    """Random, of letters and digits that can be read from paper."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def hash_password(password: str) -> str:
    """Argon2id, for the worker process."""
    return HASHER.hash(password)


async def _scope(place: Place, *, by: StaffMember) -> dict[str, Any]:
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


async def _told(action: str, staff_id: UUID, *, by: StaffMember | System, now: datetime) -> None:
    await audit.record(
        by=by,
        action=action,
        object_kind="staff",
        object_id=staff_id,
        outcome="done",
        now=now,
    )
