"""First passwords: made here, shown once, handed over in person; only their hash is kept."""

import secrets
from datetime import datetime
from typing import Any
from uuid import UUID

from msgspec import Struct

from actions import audit
from actions.dependencies import Dependencies
from actions.reach import reach_of
from actions.staff_sign_in import HASHER
from models import Hall, Institution, Staff
from rules.actors import StaffMember
from rules.refusals import NotFound, Refused

# Without what is mistaken for something else when read from paper.
ALPHABET = "abcdefghjkmnpqrstuvwxyzACDEFGHJKLMNPQRTUVWXYZ2345679"
LENGTH = 12  # 68 random bits
MOST_AT_ONCE = 60  # a hash takes a tenth of a second on purpose


class NoAccountWaiting(Refused):
    """Every account of the place can sign in already."""

    code = "no_account_waiting"


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


async def give_passwords(
    *,
    institution_id: UUID | None,
    hall_id: UUID | None,
    by: StaffMember,
    deps: Dependencies,
    now: datetime,
) -> FirstPasswords:
    """A password for each active account of an institution or hall that has none.

    Asked twice at once, each account gets one password and one answer has it.
    """
    scope = await _scope(institution_id, hall_id, by=by)
    waiting = Staff.filter(**scope, active=True, password_hash="").order_by("login")
    accounts = await waiting.limit(MOST_AT_ONCE)
    if not accounts:
        raise NoAccountWaiting
    rows = []
    for account in accounts:
        password = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
        hashed = await deps.in_worker(hash_password, password)
        unclaimed = Staff.filter(id=account.id, password_hash="")
        if await unclaimed.update(password_hash=hashed):
            rows.append(FirstPassword(account.login, account.name, password))
            await _told(account.id, by=by, now=now)
    return FirstPasswords(rows=rows, left=await waiting.count())


def hash_password(password: str) -> str:
    """Argon2id, for the worker process."""
    return HASHER.hash(password)


async def _scope(
    institution_id: UUID | None, hall_id: UUID | None, *, by: StaffMember
) -> dict[str, Any]:
    """The place must be the bureau's own: who hands out passwords opens doors."""
    reach = await reach_of(by)
    if institution_id is not None:
        institution = await Institution.get_or_none(id=institution_id)
        if institution is not None and reach.bureau(institution.bureau_id):
            return {"institution_id": institution.id}
    elif hall_id is not None:
        hall = await Hall.get_or_none(id=hall_id)
        if hall is not None and reach.bureau(hall.bureau_id):
            return {"hall_id": hall.id}
    raise NotFound


async def _told(staff_id: UUID, *, by: StaffMember, now: datetime) -> None:
    await audit.record(
        by=by,
        action="give_password",
        object_kind="staff",
        object_id=staff_id,
        outcome="done",
        now=now,
    )
