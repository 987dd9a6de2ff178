"""The hotline: a key becomes a grade once, and hanging up is no rating."""

import secrets
from typing import Any

from conformance.case import CALLS, Answer, Bench, case, expect

QUESTIONS, KEYS = f"{CALLS}/questions", f"{CALLS}/keys"


async def _asked(bench: Bench) -> tuple[str, Answer]:
    """The number of a call that has ended, and the question for its caller."""
    number = f"HG{secrets.token_hex(8)}"
    told = {
        "call_number": number,
        "item_code": bench.sample["item_code"],
        "ended_at": bench.clock().isoformat(),
        "caller": bench.sample["applicant"],
    }
    expect("状态码", got=(await bench.tell(told, to=CALLS)).status, wanted=201)
    return number, await bench.tell({"call_number": number}, to=QUESTIONS)


def _pressed(bench: Bench, number: str, question: Answer, key: str) -> dict[str, Any]:
    turn = question.body["turn"]
    at = bench.clock().isoformat()
    return {"call_number": number, "turn": turn, "key": key, "pressed_at": at}


@case("热线按键得到一次评价，重复报送同一按键结果不变")
async def key_is_a_rating_once(bench: Bench) -> None:
    number, question = await _asked(bench)
    expect("状态", got=question.body.get("state"), wanted="asking")
    told = _pressed(bench, number, question, "1")
    states = [(await bench.tell(told, to=KEYS)).body.get("state") for _ in range(2)]
    expect("状态", got=states, wanted=["rated", "rated"])


@case("按错键会再问一次，再按对照样得到评价")
async def wrong_key_is_asked_again(bench: Bench) -> None:
    number, question = await _asked(bench)
    again = await bench.tell(_pressed(bench, number, question, "9"), to=KEYS)
    expect("状态", got=again.body.get("state"), wanted="asking")
    rated = await bench.tell(_pressed(bench, number, again, "1"), to=KEYS)
    expect("状态", got=rated.body.get("state"), wanted="rated")


@case("挂断或者没有按键，不算评价")
async def hanging_up_is_no_rating(bench: Bench) -> None:
    number, question = await _asked(bench)
    answer = await bench.tell(_pressed(bench, number, question, ""), to=KEYS)
    expect("没有成为评价", got=answer.body.get("state") != "rated", wanted=True)


@case("没有报送过的通话不会发问")
async def unknown_call_is_refused(bench: Bench) -> None:
    (await bench.tell({"call_number": "NO-SUCH-CALL"}, to=QUESTIONS)).refuses("call_unknown")
