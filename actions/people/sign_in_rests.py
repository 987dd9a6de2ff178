"""Guesses at the staff's door: counted before they are looked at, so that many at once are many.

Counted in the database, by login whether it exists or not, and by network address; Redis holds
nothing of it. What is right deletes its count.
"""

from datetime import datetime, timedelta

from tortoise.exceptions import IntegrityError

from actions.keys import Keyring
from models import SignInRest
from rules.refusals import Refused
from rules.staff_sign_in import ADDRESS_FAILURES, ADDRESS_SPAN, FORGOTTEN, rest_after

TURNS = 20  # so many may come in between before one is sent away


class TooManyAttempts(Refused):
    """The login rests, or the address is kept out: too many wrong answers."""

    code = "too_many_attempts"


def key_of(kind: str, value: str, *, keys: Keyring) -> str:
    """Under what a `login` or an `address` is counted."""
    return keys.index(f"sign-in {kind}", value.strip().lower())


async def claim(key: str, *, now: datetime) -> int:
    """Count one try as failed before it is made; how many failures on end that makes.

    Raises `TooManyAttempts` while the login rests. `clear` or `give_back` afterwards.
    """
    for _ in range(TURNS):
        row = await SignInRest.get_or_none(key=key)
        if row is not None and row.rest_until is not None and row.rest_until > now:
            raise TooManyAttempts
        failures = await _count(row, key, span=FORGOTTEN, now=now)
        if failures:
            return failures
    raise TooManyAttempts


async def _count(row: SignInRest | None, key: str, *, span: timedelta, now: datetime) -> int:
    """One more failure; 0 if somebody else counted meanwhile."""
    if row is None:
        try:
            await SignInRest.create(key=key, tries=1, failures=1, since=now, last_at=now)
        except IntegrityError:
            return 0
        return 1
    fresh = now - row.last_at > span
    failures = 1 if fresh else row.failures + 1
    rest = rest_after(failures) if span is FORGOTTEN else timedelta(0)
    changed = await SignInRest.filter(key=key, tries=row.tries).update(
        tries=row.tries + 1,
        failures=failures,
        since=now if fresh else row.since,
        last_at=now,
        rest_until=now + rest if rest else None,
    )
    return failures if changed else 0


async def give_back(key: str) -> None:
    """What was answered was right, and more is asked for: no failure, and no success yet."""
    row = await SignInRest.get_or_none(key=key)
    if row is not None:
        await SignInRest.filter(key=key, tries=row.tries).update(
            tries=row.tries + 1, failures=max(row.failures - 1, 0), rest_until=None
        )


async def clear(key: str) -> int:
    """Right, or lifted by an administrator: how many rows there were."""
    return await SignInRest.filter(key=key).delete()


async def failed_at(address_key: str, *, now: datetime) -> None:
    """One more wrong answer from an address."""
    for _ in range(TURNS):
        row = await SignInRest.get_or_none(key=address_key)
        if row is not None and now - row.since > ADDRESS_SPAN:
            await SignInRest.filter(key=address_key, tries=row.tries).delete()
            row = None
        if await _count(row, address_key, span=ADDRESS_SPAN, now=now):
            return


async def is_stormed(address_key: str, *, now: datetime) -> bool:
    """Whether so much was wrong from an address lately that strangers to it are kept out."""
    return await SignInRest.filter(
        key=address_key, failures__gte=ADDRESS_FAILURES, since__gt=now - ADDRESS_SPAN
    ).exists()
