"""A rating device: paired once, asked once a service, and what it kept is taken once.

It needs a code made for the window of the sample, typed here instead of on a tablet; the sample's
service is one that ended just now, so the device is asked.
"""

import asyncio
import json
import secrets
from typing import Any

from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake

from conformance.case import Answer, Bench, Differs, OutOfScope, case, expect

PAIR, STATE, TAPS = "/api/device/pair", "/api/device/state", "/api/device/ratings"
SOCKET = "/api/device/socket"
NOT_PAIRED = 4401  # the socket is closed with it where the token is nobody's
SECONDS_ASKED = 60
NEWS_SECONDS = 10
POOR, REASON, GOOD = "dissatisfied", "214", "satisfied"


async def _call(bench: Bench, method: str, path: str, body: Any = None, token: str = "") -> Answer:
    headers = {"authorization": f"Bearer {token}"} if token else {}
    return await bench.send(bench.client.build_request(method, path, json=body, headers=headers))


def _token(bench: Bench) -> str:
    if not bench.pairing_code:
        raise OutOfScope("没有给出配对码")
    if not bench.device_token:
        raise Differs("设备没有配对上")
    return bench.device_token


async def _state(bench: Bench) -> dict[str, Any]:
    answer = await _call(bench, "GET", STATE, token=_token(bench))
    expect("状态码", got=answer.status, wanted=200)
    return answer.body


async def _asked(bench: Bench) -> dict[str, Any]:
    """A service has ended at the window; what the device is to ask."""
    _token(bench)
    await bench.wait(1)
    await _state(bench)  # a device nobody has heard of is not asked
    told = await bench.tell(bench.service())
    question = (await _state(bench)).get("question")
    if not isinstance(question, dict):
        raise Differs("服务结束后，设备没有收到提问")
    expect("提问的服务", got=question.get("service_id"), wanted=told.body.get("service_id"))
    return question


def _tap(question: dict[str, Any], grade: str, **more: Any) -> dict[str, Any]:
    asked = {"service_id": question["service_id"], "service_token": question["token"]}
    return {"key": secrets.token_hex(12), **asked, "grade": grade, **more}


async def _sent(bench: Bench, tap: dict[str, Any]) -> Answer:
    return await _call(bench, "POST", TAPS, tap, _token(bench))


@case("设备用配对码配对，配对码只能用一次")
async def code_pairs_once(bench: Bench) -> None:
    if not bench.pairing_code:
        raise OutOfScope("没有给出配对码")
    paired = await _call(bench, "POST", PAIR, {"code": bench.pairing_code})
    expect("状态码", got=paired.status, wanted=201)
    bench.device_token = str(paired.body.get("token", ""))
    expect("回答里有令牌", got=bool(bench.device_token), wanted=True)
    again = await _call(bench, "POST", PAIR, {"code": bench.pairing_code})
    again.refuses("pairing_code_wrong")


@case("没有配对的设备什么也得不到")
async def unpaired_is_refused(bench: Bench) -> None:
    _token(bench)
    for token in ("", secrets.token_urlsafe(32)):
        (await _call(bench, "GET", STATE, token=token)).refuses("sign_in_needed")


@case("心跳回答设备的窗口和服务器时间")
async def heartbeat_is_answered(bench: Bench) -> None:
    state = await _state(bench)
    window = state.get("window") or {}
    expect("窗口", got=window.get("number"), wanted=bench.sample["window_number"])
    expect("有服务器时间", got=bool(state.get("now")), wanted=True)


@case("服务结束后设备收到提问和一次性的服务令牌，提问不超过 60 秒")
async def service_is_asked(bench: Bench) -> None:
    question = await _asked(bench)
    expect("有服务令牌", got=bool(question.get("token")), wanted=True)
    in_time = 0 < float(question["seconds_left"]) <= SECONDS_ASKED
    expect("剩余时间在 60 秒以内", got=in_time, wanted=True)


@case("点选等级和原因得到一次评价，重复发送不变，再评一次被拒绝")
async def tap_is_a_rating_once(bench: Bench) -> None:
    question = await _asked(bench)
    tap = _tap(question, POOR, tags=[REASON])
    statuses = [(await _sent(bench, tap)).status for _ in range(2)]
    expect("状态码", got=statuses, wanted=[201, 201])
    (await _sent(bench, _tap(question, GOOD))).refuses("already_rated")
    expect("不再提问", got=(await _state(bench)).get("question"), wanted=None)


@case("没有这次服务的令牌，不能评价")
async def foreign_token_is_refused(bench: Bench) -> None:
    first, second = await _asked(bench), await _asked(bench)
    forged = {**second, "token": "0" * 64}
    crossed = {**second, "token": first["token"]}
    for wrong in (forged, crossed):
        (await _sent(bench, _tap(wrong, GOOD))).refuses("service_unknown")


@case("没有的等级、原因，以及与等级不符的原因都被拒绝，服务仍可评价")
async def unknown_code_is_refused(bench: Bench) -> None:
    question = await _asked(bench)
    (await _sent(bench, _tap(question, "no-such-grade"))).refuses("unknown_grade")
    (await _sent(bench, _tap(question, POOR, tags=["999"]))).refuses("unknown_tag")
    (await _sent(bench, _tap(question, GOOD, tags=[REASON]))).refuses("tag_of_another_grade")
    expect("状态码", got=(await _sent(bench, _tap(question, GOOD))).status, wanted=201)


@case("超时收起提问不算评价：断网时点选的评价，补发时照收")
async def time_out_is_no_rating(bench: Bench) -> None:
    question = await _asked(bench)
    await bench.wait(SECONDS_ASKED + 1)
    expect("不再提问", got=(await _state(bench)).get("question"), wanted=None)
    kept = _tap(question, GOOD, seconds_ago=SECONDS_ASKED / 2)
    expect("状态码", got=(await _sent(bench, kept)).status, wanted=201)


@case("断网期间的评价倒序补发、同时重发，每条只记一次")
async def kept_taps_are_taken_once(bench: Bench) -> None:
    questions = [await _asked(bench) for _ in range(3)]
    kept = [_tap(one, GOOD, seconds_ago=5) for one in reversed(questions)]
    answers = await asyncio.gather(*(_sent(bench, one) for one in kept for _ in range(2)))
    expect("状态码", got={one.status for one in answers}, wanted={201})
    for one in questions:
        (await _sent(bench, _tap(one, POOR))).refuses("already_rated")


@case("长连接：服务结束时主动通知设备，令牌不对的连接被关闭")
async def socket_tells_by_itself(bench: Bench) -> None:
    place = str(bench.client.base_url.join(SOCKET)).replace("http", "ws", 1)
    hello = json.dumps({"token": _token(bench)})
    try:
        async with asyncio.timeout(NEWS_SECONDS), connect(place, proxy=None) as talk:
            await talk.send(hello)
            await talk.recv()
            await bench.wait(1)
            told = await bench.tell(bench.service())
            question = json.loads(await talk.recv()).get("question") or {}
            expect("提问的服务", got=question.get("service_id"), wanted=told.body["service_id"])
        async with asyncio.timeout(NEWS_SECONDS), connect(place, proxy=None) as talk:
            await talk.send(json.dumps({"token": secrets.token_urlsafe(32)}))
            await talk.recv()
        raise Differs("令牌不对的连接没有被关闭")
    except ConnectionClosed as error:
        expect("关闭代码", got=error.rcvd.code if error.rcvd else None, wanted=NOT_PAIRED)
    except (InvalidHandshake, OSError, TimeoutError) as error:
        raise Differs(f"长连接不通：{type(error).__name__}") from error
