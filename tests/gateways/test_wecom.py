"""WeCom's interfaces, against a server that checks what the real one checks."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from typing import Any

import pytest
import pytest_asyncio
from cashews import Cache

from gateways.errors import GatewayError, Ours, Permanent, Temporary
from gateways.wecom import WeCom, WeComSettings, within
from gateways.wecom_codes import CODES, TOKEN_CODES, error_of
from sandbox.accounts import SECRET, WECOM_AGENT_ID, WECOM_CORP_ID
from tests.gateways.outside import Outside

Open = Callable[..., WeCom]
GETTOKEN = "/wecom/cgi-bin/gettoken"
CASE = "https://haochaping.example/console/orders/5"


@pytest_asyncio.fixture
async def open_wecom(outside: Outside, cache: Cache) -> AsyncIterator[Open]:
    """`open_wecom(secret=…)`: any field of the settings by name."""
    async with AsyncExitStack() as stack:

        def open_one(**chosen: Any) -> WeCom:
            values = {
                "corp_id": WECOM_CORP_ID,
                "agent_id": WECOM_AGENT_ID,
                "secret": SECRET,
                "base_url": f"{outside.url}/wecom",
                **chosen,
            }
            made = WeCom(WeComSettings(**values), cache)
            stack.push_async_callback(made.close)
            return made

        yield open_one


def card(wecom: WeCom, user: str = "li.handler", text: str = "请签收或退回。") -> Any:
    return wecom.send_card(user, "新转办的工单", text, url=CASE)


async def refused(kind: type[GatewayError], code: str, call: Any) -> None:
    with pytest.raises(kind) as raised:
        await call
    assert raised.value.code == code


@pytest.mark.req("11-7")
async def test_a_card_arrives_once(open_wecom: Open, outside: Outside) -> None:
    wecom = open_wecom()
    await card(wecom)
    await card(wecom)  # as after a time-out: WeCom drops the same message within half an hour
    [message] = outside.sent
    assert message["channel"] == "wecom"
    assert message["to"] == "li.handler"
    assert (message["title"], message["url"]) == ("新转办的工单", CASE)


async def test_long_words_are_cut_where_a_character_ends(
    open_wecom: Open, outside: Outside
) -> None:
    await card(open_wecom(), text="工单" * 200)
    [message] = outside.sent
    assert len(message["text"].encode()) <= 512
    assert message["text"].endswith("工…")
    assert within("工单", 6) == "工单"
    assert within("工单号", 8) == "工…"


async def test_whom_wecom_cannot_reach(open_wecom: Open, outside: Outside) -> None:
    outside.switch(settings={"wecom_strangers": ["gone"]})
    await refused(Permanent, "81013", card(open_wecom(), user="gone"))
    await refused(Permanent, "invaliduser", card(open_wecom(), user="here|gone"))


async def test_our_own_mistakes(open_wecom: Open, outside: Outside) -> None:
    await refused(Ours, "40013", card(open_wecom(corp_id="ww0")))
    await refused(Ours, "40001", card(open_wecom(agent_id=7, secret="wrong")))
    await refused(Ours, "40056", card(open_wecom(agent_id=8)))
    await refused(Ours, "40058", open_wecom().send_card("li", "", "x", url=CASE))
    await refused(Ours, "40058", open_wecom().send_card("li", "x", "x", url="orders/5"))
    outside.switch(settings={"wecom_trusted": False})
    await refused(Ours, "60020", card(open_wecom()))


async def test_many_calls_at_once_fetch_one_token(open_wecom: Open, outside: Outside) -> None:
    wecom = open_wecom()
    await asyncio.gather(*(card(wecom, text=f"工单{n}") for n in range(10)))
    outside.post("/_control/spoil-tokens")  # 42001 from now on
    await asyncio.gather(*(card(wecom, text=f"工单{n}，请办理") for n in range(10)))
    assert outside.calls(GETTOKEN) == 2
    assert len(outside.sent) == 20


async def test_a_refusal_that_stays_is_not_tried_for_ever(
    open_wecom: Open, outside: Outside
) -> None:
    wecom = open_wecom()
    await card(wecom)
    outside.switch(wecom={"fail": "40014", "times": 1})
    await refused(Temporary, "same_bad_token", card(wecom, text="再发一次"))
    outside.switch(wecom={"fail": "45009"})
    await refused(Temporary, "45009", card(wecom))


def test_whose_fault_a_code_is() -> None:
    assert isinstance(error_of(-1), Temporary)
    assert isinstance(error_of(60111), Permanent)
    assert isinstance(error_of(99999), Ours)
    assert all(CODES[code][0] is Temporary for code in TOKEN_CODES)
