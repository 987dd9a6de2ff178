"""How a tablet or terminal becomes ours: a code typed once, a token ever after (Art. 7, 8; 7-4).

`RatingDevice` and `Kiosk` rows have the same columns for it. Code and token are stored as an index
and a hash alone.
"""

import secrets
from datetime import datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID

from actions.keys import Keyring, new_token, token_hash
from models import Kiosk, RatingDevice
from rules.rating_devices import CODE_DIGITS, CODE_TIME
from rules.refusals import NotFound, Refused

SEEN_AGAIN = timedelta(seconds=30)  # a beat is written down at most so often
Row = TypeVar("Row", RatingDevice, Kiosk)


class CodeWrong(Refused):
    """Nothing waits with this code (any more): mistyped, used or too old."""

    code = "pairing_code_wrong"


def new_code(*, purpose: str, keys: Keyring, now: datetime) -> tuple[str, dict[str, Any]]:
    """A code to be shown once, and the columns of the row that waits for it."""
    code = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}"
    # Eight digits are soon guessed from a plain hash; from this one not without the key.
    return code, {"code_index": keys.index(purpose, code), "code_until": now + CODE_TIME}


async def take(
    table: type[Row], code: str, *, purpose: str, keys: Keyring, now: datetime
) -> tuple[str, Row]:
    """The token, shown once, and the row that waited for `code`. Raises `CodeWrong`.

    Whoever is first has it; the code is gone with the same statement. In the caller's transaction.
    """
    waiting = table.filter(code_index=keys.index(purpose, code), code_until__gt=now, active=1)
    token = new_token()
    paired = {"token_hash": token_hash(token), "paired_at": now, "seen_at": now}
    if not await waiting.update(code_index=None, code_until=None, **paired):
        raise CodeWrong
    return token, await table.get(token_hash=paired["token_hash"])


async def holder(table: type[Row], token: str, *, now: datetime) -> Row | None:
    """The row of this token, if it was not revoked; that it was heard of is written down."""
    found = await table.get_or_none(token_hash=token_hash(token), active=1)
    if found is not None and (found.seen_at is None or now - found.seen_at >= SEEN_AGAIN):
        await table.filter(id=found.id).update(seen_at=now)
    return found


async def stop(table: type[Row], id: UUID, *, reason: str, now: datetime) -> None:
    """Neither code nor token is worth anything from here on. Raises `NotFound` if so already."""
    gone = {"active": None, "revoked_at": now, "code_index": None, "code_until": None}
    if not await table.filter(id=id, active=1).update(reason=reason, **gone):
        raise NotFound
