"""Gateways against the sandbox: a real process on a free port, over HTTP."""

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from typing import Any

import pytest_asyncio
from cashews import Cache

from gateways.identity import JumpIdentity, JumpSettings, RedirectIdentity, RedirectSettings
from gateways.sms import Sms, SmsSettings
from gateways.wechat import Template, WeChat, WeChatSettings
from tests.gateways.outside import (  # noqa: F401  (fixtures)
    APP_ID,
    CLIENT,
    SECRET,
    Outside,
    cache,
    outside,
    outside_process,
)

FIELDS = {"thing1": "item", "thing2": "office", "phrase3": "status", "date4": "date"}
TEMPLATES = {
    topic: Template(f"sandbox-{topic}", FIELDS)
    for topic in ("accepted", "feedback", "review_decided")
}


@pytest_asyncio.fixture
async def open_wechat(outside: Outside) -> AsyncIterator[Callable[..., WeChat]]:  # noqa: F811
    """`open_wechat(cache, app_secret=…)`: any field of the settings by name."""
    async with AsyncExitStack() as stack:

        def open_one(shared: Cache, **chosen: Any) -> WeChat:
            values = {
                "app_id": APP_ID,
                "app_secret": SECRET,
                "base_url": outside.url,
                "templates": TEMPLATES,
                **chosen,
            }
            made = WeChat(WeChatSettings(**values), shared)
            stack.push_async_callback(made.close)
            return made

        yield open_one


@pytest_asyncio.fixture
async def wechat(open_wechat: Callable[..., WeChat], cache: Cache) -> WeChat:  # noqa: F811
    return open_wechat(cache)


@pytest_asyncio.fixture
async def open_redirect(
    outside: Outside,  # noqa: F811
) -> AsyncIterator[Callable[..., RedirectIdentity]]:
    async with AsyncExitStack() as stack:

        def open_one(**chosen: Any) -> RedirectIdentity:
            values = {
                "client_id": CLIENT,
                "client_secret": SECRET,
                "authorize_url": f"{outside.url}/identity/authorize",
                "token_url": f"{outside.url}/identity/token",
                "userinfo_url": f"{outside.url}/identity/userinfo",
                **chosen,
            }
            made = RedirectIdentity(RedirectSettings(**values))
            stack.push_async_callback(made.close)
            return made

        yield open_one


@pytest_asyncio.fixture
async def open_jump(
    outside: Outside,  # noqa: F811
) -> AsyncIterator[Callable[..., JumpIdentity]]:
    async with AsyncExitStack() as stack:

        def open_one(**chosen: Any) -> JumpIdentity:
            values = {
                "app_id": "wx5a4d90b1c0ffee02",
                "path": "pages/verify/verify",
                "client_id": CLIENT,
                "client_secret": SECRET,
                "ticket_url": f"{outside.url}/identity/ticket",
                **chosen,
            }
            made = JumpIdentity(JumpSettings(**values))
            stack.push_async_callback(made.close)
            return made

        yield open_one


@pytest_asyncio.fixture
async def open_sms(outside: Outside) -> AsyncIterator[Callable[..., Sms]]:  # noqa: F811
    """`open_sms(clock=…, algorithm=…)`: the clock, and any field of the settings by name."""
    async with AsyncExitStack() as stack:

        def open_one(**chosen: Any) -> Sms:
            clock = {"clock": chosen.pop("clock")} if "clock" in chosen else {}
            values = {
                "url": f"{outside.url}/sms/send",
                "reports_url": f"{outside.url}/sms/reports",
                "key_id": CLIENT,
                "secret": SECRET,
                **chosen,
            }
            made = Sms(SmsSettings(**values), **clock)
            stack.push_async_callback(made.close)
            return made

        yield open_one
