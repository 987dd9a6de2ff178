"""One token for all, replaced with care."""

import asyncio
from collections.abc import AsyncIterator, Callable

import pytest
import pytest_asyncio
from cashews import Cache

from gateways.errors import Ours, Temporary
from gateways.wechat import WeChat
from gateways.wechat_token import Token
from tests.gateways.outside import Outside
from tests.support.processes import free_port

TOKEN_PATH = "/cgi-bin/stable_token"
PAGE = "pages/window/window"
# cashews closes redis-py by a name redis-py has given up.
pytestmark = pytest.mark.filterwarnings("ignore:Call to deprecated close:DeprecationWarning")
Open = Callable[..., WeChat]


async def test_many_calls_at_once_fetch_one_token(wechat: WeChat, outside: Outside) -> None:
    await asyncio.gather(*(wechat.window_code(f"w={n}", PAGE) for n in range(20)))
    assert outside.calls(TOKEN_PATH) == 1


async def test_an_expired_token_is_replaced(wechat: WeChat, outside: Outside) -> None:
    outside.switch(settings={"token_seconds": 2})
    await wechat.window_code("w=a", PAGE)
    await asyncio.sleep(2.1)
    await wechat.window_code("w=b", PAGE)
    assert outside.calls(TOKEN_PATH) == 2


async def test_a_token_somebody_replaced_needs_no_force(wechat: WeChat, outside: Outside) -> None:
    await wechat.window_code("w=a", PAGE)
    outside.post("/_control/spoil-tokens")
    await wechat.window_code("w=b", PAGE)
    assert outside.calls(TOKEN_PATH) == 2


async def test_the_same_bad_token_is_forced_away_once(wechat: WeChat, outside: Outside) -> None:
    await wechat.window_code("w=a", PAGE)
    outside.post("/_control/spoil-tokens", stuck=True)
    await asyncio.gather(*(wechat.window_code(f"w={n}", PAGE) for n in range(10)))
    assert outside.calls(TOKEN_PATH) == 3  # first, normal mode, forced


async def test_no_second_force_within_thirty_seconds(wechat: WeChat, outside: Outside) -> None:
    for _ in range(2):
        await wechat.window_code("w=a", PAGE)
        outside.post("/_control/spoil-tokens", stuck=True)
    with pytest.raises(Temporary) as refused:
        await wechat.window_code("w=b", PAGE)
    assert refused.value.code == "token_refresh_held_back"


async def test_twenty_forces_a_day_and_no_more(cache: Cache) -> None:
    forced = 0

    async def ask(force: bool) -> tuple[str, int]:
        nonlocal forced
        forced += force
        return f"token-{forced}", 7200

    token = Token("wechat", "app", cache, ask, apart=0.001)
    for _ in range(20):
        await token.instead_of(await token.current())
        await asyncio.sleep(0.002)
    with pytest.raises(Temporary):
        await token.instead_of(await token.current())
    assert forced == 20


async def test_the_secret_is_to_blame_not_a_token(open_wechat: Open, cache: Cache) -> None:
    with pytest.raises(Ours) as refused:
        await open_wechat(cache, app_secret="wrong").window_code("w=a", PAGE)
    assert refused.value.code == "40125"


async def test_a_refusal_that_stays_is_not_tried_for_ever(wechat: WeChat, outside: Outside) -> None:
    outside.switch(wechat={"fail": "40001"})
    with pytest.raises(Temporary) as refused:
        await wechat.window_code("w=a", PAGE)
    assert refused.value.code == "40001"
    assert outside.calls(TOKEN_PATH) == 3


@pytest_asyncio.fixture
async def redis_caches(redis_url: str) -> AsyncIterator[list[Cache]]:
    """Two processes' caches on one Redis."""
    made = [Cache(), Cache()]
    for one in made:
        one.setup(redis_url, suppress=True)
    yield made
    for one in made:
        await one.close()


async def test_processes_share_the_token_and_its_guard(
    open_wechat: Open, outside: Outside, redis_caches: list[Cache]
) -> None:
    one, other = (open_wechat(cache) for cache in redis_caches)
    await asyncio.gather(one.window_code("w=a", PAGE), other.window_code("w=b", PAGE))
    assert outside.calls(TOKEN_PATH) == 1
    outside.post("/_control/spoil-tokens", stuck=True)
    await asyncio.gather(
        *(party.window_code(f"w={n}", PAGE) for n in range(5) for party in (one, other))
    )
    assert outside.calls(TOKEN_PATH) == 3
    outside.post("/_control/spoil-tokens", stuck=True)
    with pytest.raises(Temporary):
        await other.window_code("w=c", PAGE)


async def test_without_redis_calls_go_on_and_nothing_is_forced(
    open_wechat: Open, outside: Outside
) -> None:
    cache = Cache()
    cache.setup(f"redis://127.0.0.1:{free_port()}", suppress=True, socket_connect_timeout=0.5)
    wechat = open_wechat(cache)
    await wechat.window_code("w=a", PAGE)
    outside.post("/_control/spoil-tokens", stuck=True)
    with pytest.raises(Temporary) as refused:
        await wechat.window_code("w=b", PAGE)
    assert refused.value.code == "token_refresh_held_back"
    await cache.close()
