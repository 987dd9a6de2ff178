"""A slow, broken or babbling outside, and what of it reaches a log."""

import asyncio
import logging
import time
from collections.abc import Callable

import pytest
from cashews import Cache

from gateways.errors import GatewayError, Ours, Temporary
from gateways.identity import RedirectIdentity
from gateways.sms import Sms
from gateways.wechat import WeChat
from tests.gateways.outside import NUMBER, PHONE, SECRET, Outside
from tests.support.processes import free_port

Open = Callable[..., WeChat]


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ({"down": True}, "RemoteProtocolError"),
        ({"junk": True}, "not_an_object"),
        ({"fail": "-1"}, "-1"),
    ],
)
async def test_a_passing_fault_is_temporary(
    wechat: WeChat, outside: Outside, fault: dict[str, object], code: str
) -> None:
    outside.switch(wechat=fault)
    with pytest.raises(Temporary) as raised:
        await wechat.code_to_session("demo-chen-1")
    assert raised.value.code in (code, "ReadError")
    outside.switch(wechat={})
    assert await wechat.code_to_session("demo-chen-2") == "openid-chen"


async def test_a_slow_side_is_not_waited_for(
    open_wechat: Open, cache: Cache, outside: Outside
) -> None:
    outside.switch(wechat={"delay": 5})
    began = time.monotonic()
    with pytest.raises(Temporary) as raised:
        await open_wechat(cache, timeout_s=0.3).code_to_session("demo-chen-1")
    assert raised.value.code == "timeout"
    assert time.monotonic() - began < 2


async def test_a_side_that_drips_is_not_waited_for(open_wechat: Open, cache: Cache) -> None:
    """Each byte comes in time; the whole answer never does."""

    hung_up = asyncio.Event()

    async def drip(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n")
        while not writer.is_closing() and not reader.at_eof():
            writer.write(b" ")
            await asyncio.sleep(0.1)
        writer.close()
        hung_up.set()

    server = await asyncio.start_server(drip, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    began = time.monotonic()
    slow = open_wechat(cache, base_url=f"http://127.0.0.1:{port}", timeout_s=0.3)
    with pytest.raises(Temporary) as raised:
        await slow.code_to_session("demo-chen-1")
    assert raised.value.code == "timeout"
    assert time.monotonic() - began < 3
    await asyncio.wait_for(hung_up.wait(), 5)
    server.close()


async def test_nobody_there(open_wechat: Open, cache: Cache) -> None:
    gone = open_wechat(cache, base_url=f"http://127.0.0.1:{free_port()}")
    with pytest.raises(Temporary) as raised:
        await gone.code_to_session("demo-chen-1")
    assert raised.value.code == "ConnectError"


async def test_a_wrong_address_is_our_mistake(open_wechat: Open, cache: Cache) -> None:
    with pytest.raises(Ours):
        await open_wechat(cache, base_url="nowhere").code_to_session("demo-chen-1")


async def test_an_unknown_path_is_our_mistake(
    open_wechat: Open, cache: Cache, outside: Outside
) -> None:
    wrong = open_wechat(cache, base_url=f"{outside.url}/nothing/here")
    with pytest.raises(Ours) as raised:
        await wrong.code_to_session("demo-chen-1")
    assert raised.value.code == "404"


@pytest.mark.req("9-2")
@pytest.mark.parametrize("fault", [{}, {"down": True}, {"junk": True}, {"fail": "40003"}])
async def test_nothing_personal_or_secret_is_told(
    wechat: WeChat,
    open_sms: Callable[..., Sms],
    open_redirect: Callable[..., RedirectIdentity],
    outside: Outside,
    caplog: pytest.LogCaptureFixture,
    fault: dict[str, object],
) -> None:
    """Not in messages, reprs or logs, whatever level somebody turns on."""
    caplog.set_level(logging.DEBUG)
    outside.switch(wechat=fault, sms=fault, identity=fault)
    sms, redirect = open_sms(), open_redirect()
    facts = {"item": "办事", "office": "某局", "status": "已受理", "date": "2026-03-05"}
    told = [repr(wechat.settings), repr(sms.settings), repr(redirect.settings)]
    for call in (
        wechat.code_to_session("demo-nobody-code1"),
        wechat.send_subscribe("openid-chen", "feedback", facts, page="pages/case/case"),
        wechat.face_start("openid-stranger", "陈小明", NUMBER),
        sms.send(PHONE, "unheard_of", {"item": "x"}, out_id="1"),
        redirect.complete("code-of-chen", "http://localhost/return"),
    ):
        with pytest.raises(GatewayError) as raised:
            await call
        error = raised.value
        told += [str(error), repr(error), repr(error.args), repr(error.__cause__)]
        told += [repr(error.__context__)]
    told += [record.getMessage() for record in caplog.records]
    for hidden in ("陈小明", NUMBER, PHONE, "openid-", f"secret={SECRET}", "code1", "of-chen"):
        assert hidden not in "\n".join(told)
