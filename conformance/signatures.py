"""Only what is signed, and signed just now, is heard."""

import secrets
from datetime import timedelta

from conformance.case import SERVICES, Bench, case, expect, expect_one


@case("没有签名的请求被拒绝")
async def unsigned_is_refused(bench: Bench) -> None:
    request = bench.client.build_request("POST", SERVICES, json=bench.service())
    (await bench.send(request)).refuses("sign_in_needed")


@case("签名不对的请求被拒绝")
async def wrong_signature_is_refused(bench: Bench) -> None:
    request = bench.client.build_request("POST", SERVICES, json=bench.service())
    headers = bench.signed.headers(request, at=bench.clock().isoformat())
    request.headers.update({**headers, "x-signature": "0" * 64})
    (await bench.send(request)).refuses("signature_wrong")


@case("签名后被改动的内容被拒绝")
async def changed_body_is_refused(bench: Bench) -> None:
    signed = bench.client.build_request("POST", SERVICES, json=bench.service())
    headers = bench.signed.headers(signed, at=bench.clock().isoformat())
    request = bench.client.build_request("POST", SERVICES, json=bench.service(), headers=headers)
    (await bench.send(request)).refuses("signature_wrong")


@case("时钟相差 9 分钟以内的请求被接受")
async def small_skew_is_taken(bench: Bench) -> None:
    for minutes in (-9, 9):
        answer = await bench.tell(bench.service(), skew=timedelta(minutes=minutes))
        expect("状态码", got=answer.status, wanted=201)


@case("时钟相差超过 10 分钟的请求被拒绝")
async def large_skew_is_refused(bench: Bench) -> None:
    for minutes in (-11, 11):
        answer = await bench.tell(bench.service(), skew=timedelta(minutes=minutes))
        answer.refuses("clock_wrong")


@case("同一请求原样重放被拒绝，换新的随机数重发被接受")
async def replay_is_refused(bench: Bench) -> None:
    told, nonce = bench.service(), secrets.token_hex(16)
    first = await bench.tell(told, nonce=nonce)
    expect("状态码", got=first.status, wanted=201)
    (await bench.tell(told, nonce=nonce)).refuses("request_replayed")
    expect_one("service_id", [first, await bench.tell(told)])
