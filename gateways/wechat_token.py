"""An access token of WeChat's kind, one for all processes, replaced with care.

In its normal mode `stable_token` gives every caller the same token until it expires. A forced
refresh throws the old one away; WeChat allows 20 a day, 30 seconds apart.
https://developers.weixin.qq.com/doc/service/api/base/api_getstableaccesstoken.html
"""

from collections.abc import Awaitable, Callable

from cashews import Cache

from gateways.errors import Temporary

FORCED_A_DAY = 20
FORCED_EVERY_SECONDS = 30.0
DAY_SECONDS = 86_400
# WeChat replaces a token five minutes before its end and lets the old one live as long.
EARLY_SECONDS = 300
# Longer than the two calls made under the lock may last.
LOCK_SECONDS = 30
# Asks WeChat, forced or not: the token and its remaining seconds.
Ask = Callable[[bool], Awaitable[tuple[str, int]]]


class Token:
    """The token in the cache the processes share. With the cache down each call asks WeChat."""

    def __init__(
        self,
        party: str,
        app_id: str,
        cache: Cache,
        ask: Ask,
        *,
        apart: float = FORCED_EVERY_SECONDS,
    ):
        self._party = party
        self._key = f"{party}:{app_id}:token"
        self._cache = cache
        self._ask = ask
        self._apart = apart

    async def current(self) -> str:
        """The token to use."""
        return await self._kept() or await self._renew(None)

    async def instead_of(self, bad: str) -> str:
        """Another token than the one WeChat refused.

        Somebody else may have replaced it already; else the normal mode is asked, and only if
        the same bad token comes back, a refresh is forced. `Temporary` if none is allowed now.
        """
        kept = await self._kept()
        return kept if kept and kept != bad else await self._renew(bad)

    async def _kept(self) -> str | None:
        token: str | None = await self._cache.get(self._key)
        return token

    async def _renew(self, bad: str | None) -> str:
        async with self._cache.lock(f"{self._key}:lock", expire=LOCK_SECONDS, check_interval=0.05):
            kept = await self._kept()
            if kept and kept != bad:
                return kept
            token, seconds = await self._ask(False)
            if token == bad:
                await self._allow_forced()
                token, seconds = await self._ask(True)
            lasts = max(seconds - EARLY_SECONDS, seconds // 2, 1)
            await self._cache.set(self._key, token, expire=lasts)
            return token

    async def _allow_forced(self) -> None:
        """Take one of the day's 20 places, 30 seconds after the last; refuse if in doubt.

        A place is a key that lives for a day: a sliding day, and no clock is asked.
        """
        if await self._take(f"{self._key}:forced", self._apart):
            for place in range(FORCED_A_DAY):
                if await self._take(f"{self._key}:forced:{place}", DAY_SECONDS):
                    return
        raise Temporary(self._party, "token_refresh_held_back")

    async def _take(self, key: str, seconds: float) -> bool:
        # Reading first drops an expired key, which the cache in memory would count as there.
        if await self._cache.get(key) is not None:
            return False
        return bool(await self._cache.set(key, 1, expire=seconds, exist=False))
