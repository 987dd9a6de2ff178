"""Rate limits: by session, login or address. Ratings of verified people have none by address."""

import logging
from datetime import datetime

import msgspec
from cashews import Cache
from sanic import Request

from handlers.endpoint import Endpoint
from rules.actors import Actor, Citizen, Partner, StaffMember
from rules.refusals import Refused

log = logging.getLogger("haochaping.http")
MINUTE = 60
RETRY_AFTER = "retry_after"  # seconds, a detail of the answer and its header


class TooManyRequests(Refused):
    """More calls in this minute than agreed; `retry_after` seconds later it begins anew."""

    code = "too_many_requests"


async def check_partner(by: Partner, cache: Cache, now: datetime) -> None:
    """Each partner has an allowance of its own, whatever address it shares with a hall.

    Raises `TooManyRequests`. A cache that is down limits nobody.
    """
    minute, passed = divmod(int(now.timestamp()), MINUTE)
    try:
        calls = await cache.incr(f"limit:partner:{by.partner_id}:{minute}", expire=2 * MINUTE)
    except Exception as error:
        log.warning("rate limits are off: %s", type(error).__name__)
        return
    if calls is not None and calls > by.calls_a_minute:
        raise TooManyRequests(**{RETRY_AFTER: MINUTE - passed})


async def allowed(endpoint: Endpoint, request: Request, by: Actor, cache: Cache) -> bool:
    """Whether one more call is within the endpoint's limit; a cache that is down limits nobody."""
    limit = endpoint.limit
    assert limit is not None
    who = _who(limit.per, request, by)
    try:
        calls = await cache.incr(f"limit:{endpoint.name}:{who}", expire=limit.seconds)
    except Exception as error:
        log.warning("rate limits are off: %s", type(error).__name__)
        return True
    return calls is None or calls <= limit.calls  # None: cashews found its Redis down


def _who(per: str, request: Request, by: Actor) -> str:
    if per == "session" and isinstance(by, Citizen | StaffMember):
        return str(by.session_id)
    if per == "login":
        try:
            said = msgspec.json.decode(request.body)
        except (msgspec.DecodeError, UnicodeDecodeError):
            said = None  # refused later; until then its address is counted
        if isinstance(said, dict):
            return str(said.get("login", ""))[:64]
    return request.remote_addr or request.ip
