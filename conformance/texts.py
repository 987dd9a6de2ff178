"""Answers to text messages: each is one however often it is told, and none is of tomorrow."""

import secrets
from datetime import timedelta
from typing import Any

from conformance.case import TEXTS, Bench, case, expect

NOBODY = "19900000000"  # a number nobody can have


def _sent(bench: Bench, **changed: Any) -> dict[str, Any]:
    """What somebody sent who was never asked: it becomes no rating."""
    return {
        "number": f"HG{secrets.token_hex(8)}",
        "phone": NOBODY,
        "text": "5",
        "sent_at": bench.clock().isoformat(),
        **changed,
    }


@case("报送一条短信回复，重复报送结果不变")
async def text_is_taken_once(bench: Bench) -> None:
    told = _sent(bench)
    answers = [await bench.tell(told, to=TEXTS) for _ in range(2)]
    expect("状态码", got=[one.status for one in answers], wanted=[201, 201])
    expect("已有", got=[one.body.get("known") for one in answers], wanted=[False, True])


@case("晚于现在的短信回复被拒绝")
async def text_of_tomorrow_is_refused(bench: Bench) -> None:
    at = bench.clock() + timedelta(days=1)
    (await bench.tell(_sent(bench, sent_at=at.isoformat()), to=TEXTS)).refuses("in_the_future")
