"""Ended services: each known once, whatever is told, and a bad one named."""

import asyncio
from datetime import timedelta
from typing import Any

from conformance.case import BATCH, Bench, case, expect, expect_one


@case("报送一次服务，得到服务编号和评价入口")
async def service_is_taken(bench: Bench) -> None:
    answer = await bench.tell(bench.service())
    expect("状态码", got=answer.status, wanted=201)
    for name in ("service_id", "project_number", "link"):
        expect(f"回答里有 {name}", got=bool(answer.body.get(name)), wanted=True)


@case("同一业务号和服务序号重复报送，只记一次")
async def told_twice_is_once(bench: Bench) -> None:
    told = bench.service()
    expect_one("service_id", [await bench.tell(told) for _ in range(2)])


@case("同一服务同时报送十次，只记一次")
async def told_at_once_is_once(bench: Bench) -> None:
    told = bench.service()
    expect_one("service_id", await asyncio.gather(*(bench.tell(told) for _ in range(10))))


@case("不按顺序报送的服务都被接受")
async def out_of_order_is_taken(bench: Bench) -> None:
    told = bench.service(service_number=2)
    later = await bench.tell(told)
    earlier = await bench.tell({**told, "service_number": 1})
    expect("状态码", got=(later.status, earlier.status), wanted=(201, 201))
    differ = later.body.get("service_id") != earlier.body.get("service_id")
    expect("服务编号不同", got=differ, wanted=True)


@case("无法识别的窗口、事项、证件和将来的时间，各有各的错误码")
async def unknown_is_named(bench: Bench) -> None:
    applicant = bench.sample["applicant"]
    bad_document = {**applicant, "document_type": "resident_id", "document_number": "1" * 18}
    future = (bench.clock() + timedelta(hours=1)).isoformat()
    wrong: dict[str, dict[str, Any]] = {
        "window_unknown": {"window_number": "不存在"},
        "item_unknown": {"item_code": "NO-SUCH-ITEM"},
        "bad_document": {"applicant": bad_document},
        "in_the_future": {"ended_at": future},
        "bad_request": {"service_number": 0},
    }
    for code, changed in wrong.items():
        (await bench.tell(bench.service(**changed))).refuses(code)


@case("没有约定的字段被拒绝，不会悄悄丢掉")
async def unknown_field_is_refused(bench: Bench) -> None:
    (await bench.tell(bench.service(grade="very_satisfied"))).refuses("bad_request")


@case("一批里有坏行：好的照收，坏的逐行说明")
async def half_a_batch_is_taken(bench: Bench) -> None:
    good = bench.service()
    rows = [good, bench.service(item_code="NO-SUCH-ITEM"), good, {"project_number": "HG"}]
    answer = await bench.tell({"rows": rows}, to=BATCH)
    expect("状态码", got=answer.status, wanted=200)
    told = [(one["row"], one["outcome"], one["code"]) for one in answer.body.get("rows", [])]
    wanted = [
        (1, "taken", ""),
        (2, "refused", "item_unknown"),
        (3, "known", ""),
        (4, "refused", "bad_request"),
    ]
    expect("各行结果", got=told, wanted=wanted)
