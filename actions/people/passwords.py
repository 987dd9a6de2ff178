"""Passwords of staff: argon2id hashes, held against the house's own demands, never stored plain."""

import secrets
from datetime import datetime
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from actions.dependencies import Dependencies
from models import Staff
from rules.refusals import Refused
from rules.staff_sign_in import PASSWORD_KINDS, PASSWORD_LEAST, weakness

HASHER = PasswordHasher()


class WeakPassword(Refused):
    """The new password is not taken; `problem` says why, as a code."""

    code = "weak_password"


async def is_right(password: str, staff: Staff | None, *, deps: Dependencies) -> bool:
    """Whether this is the account's password; takes as long when there is no account."""
    return bool(await deps.in_worker(_verify, staff.password_hash if staff else None, password))


async def demand_strong(password: str, *, staff: Staff, deps: Dependencies) -> None:
    """Raise `WeakPassword` unless the account may have this password from now on."""
    problem = weakness(password, login=staff.login, name=staff.name)
    if problem is None and await is_right(password, staff, deps=deps):
        problem = "unchanged"
    if problem:
        raise WeakPassword(problem=problem, least=PASSWORD_LEAST, kinds=PASSWORD_KINDS)


async def set_own(password: str, *, staff: Staff, deps: Dependencies, now: datetime) -> None:
    """Store the hash of a password its owner chose."""
    hashed = await deps.in_worker(hash_password, password)
    await Staff.filter(id=staff.id).update(
        password_hash=hashed, password_initial=False, password_set_at=now
    )


def hash_password(password: str) -> str:
    """Argon2id, for the worker process."""
    return HASHER.hash(password)


@cache
def _nobody() -> str:
    """Verified against when there is no hash, so that both cases take as long; nobody knows it."""
    return HASHER.hash(secrets.token_urlsafe(32))


def _verify(password_hash: str | None, password: str) -> bool:
    try:
        return HASHER.verify(password_hash or _nobody(), password)
    except (VerificationError, InvalidHashError):
        return False
