"""The suite passes against our own server, and fails against a side that answers anyhow."""

import asyncio
import json
import re
from typing import Any

from conformance import suite
from conformance.case import CASES, Bench, Verdict
from conformance.signing import Signed
from tests.support.house import House
from tests.support.town import CHEN, NOW, PARTNER_SECRET


async def test_our_own_server_passes(house: House) -> None:
    passed: set[str] = set()

    async def wait(seconds: float) -> None:
        house.clock.pass_(seconds=seconds)

    for key_id, code in (
        ("queue-1", await code_of(house)),
        ("portal-1", ""),
        ("hotline-1", ""),
        ("sms-1", ""),
    ):
        signed = Signed(key_id, PARTNER_SECRET)
        bench = Bench(
            house.app.client,
            signed,
            sample_of(house),
            clock=lambda: house.clock.now,
            pairing_code=code,
            wait=wait,
        )
        results = await suite.run(bench)
        failed = {one.name: one.reason for one in results if one.verdict is Verdict.FAILED}
        assert failed == {}, key_id
        passed |= {one.name for one in results if one.verdict is Verdict.PASSED}
    assert passed == {one.name for one in CASES}


async def test_a_side_that_agrees_to_everything_fails() -> None:
    server = await asyncio.start_server(agree, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        results = await suite.try_side(
            f"http://127.0.0.1:{port}",
            signed=Signed("k", "s"),
            sample={"applicant": CHEN.party},
            clock=lambda: NOW,
            pairing_code="12345678",
        )
    failed = suite.failures(results)
    # All it can get right is to let a small skew pass.
    assert failed >= len(CASES) - 1
    told = suite.report(results)
    assert "应拒绝（signature_wrong），却接受了（201）" in told
    assert f"不通过 {failed} 项" in told
    assert len(json.loads(suite.as_json(results))) == len(CASES)
    assert CHEN.party["document_number"] not in told + suite.as_json(results)


async def agree(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    head = await reader.readuntil(b"\r\n\r\n")
    length = re.search(rb"content-length: (\d+)", head.lower())
    await reader.readexactly(int(length[1]) if length else 0)
    writer.write(b"HTTP/1.1 201 Created\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}")
    await writer.drain()
    writer.close()


async def code_of(house: House) -> str:
    """A pairing code for the window of the sample."""
    manager = await house.staff("hall")
    place = f"/api/rating-devices/{house.town.window.id}/pairing-code"
    return str((await manager.post(place, name="检测评价器")).body["code"])


def sample_of(house: House) -> dict[str, Any]:
    town = house.town
    return {
        "item_code": town.item.code,
        "hall_code": "xq-hall",
        "window_number": town.window.number,
        "officer_login": town.staff["officer"].login,
        "applicant": CHEN.party,
    }


async def test_a_side_that_is_not_there_fails_every_case() -> None:
    results = await suite.try_side(
        "http://127.0.0.1:9",
        signed=Signed("k", "s"),
        sample={"applicant": {}},
        clock=lambda: NOW,
        pairing_code="12345678",
    )
    assert {one.verdict for one in results} == {Verdict.FAILED}
