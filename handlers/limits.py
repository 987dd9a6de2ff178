"""Rate limits: by session, login or address. Ratings of verified people have none by address."""

import logging

import msgspec
from cashews import Cache
from sanic import Request

from handlers.endpoint import Endpoint
from rules.actors import Actor, Citizen, StaffMember

log = logging.getLogger("haochaping.http")


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
