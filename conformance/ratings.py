"""Ratings made over there: one a service, and no code of a grade is guessed."""

import secrets
from datetime import timedelta
from typing import Any

from conformance.case import BATCH, RATINGS, Bench, case, expect_one

NO_GRADE = "no-such-grade"


async def _rated(bench: Bench, **changed: Any) -> dict[str, Any]:
    """A rating nobody has told of yet, of a service that was just told of."""
    at = (bench.clock() - timedelta(minutes=5)).isoformat()
    told = bench.service(ended_at=at)
    await bench.tell({"rows": [told]}, to=BATCH)
    return {
        "number": f"HG{secrets.token_hex(8)}",
        "project_number": told["project_number"],
        "service_number": told["service_number"],
        "platform": "gdzwfw_web",
        "grade": bench.grade,
        "rated_at": bench.clock().isoformat(),
        **changed,
    }


@case("报送一次评价，重复报送结果不变")
async def rating_is_taken_once(bench: Bench) -> None:
    told = await _rated(bench)
    expect_one("rating_id", [await bench.tell(told, to=RATINGS) for _ in range(2)])


@case("没有约定的等级代码被拒绝，不会猜测")
async def unknown_grade_is_refused(bench: Bench) -> None:
    told = await _rated(bench, grade=NO_GRADE)
    (await bench.tell(told, to=RATINGS)).refuses("grade_code_unknown")


@case("没有报送过的服务、早于办结的评价都被拒绝")
async def rating_of_nothing_is_refused(bench: Bench) -> None:
    unknown = await _rated(bench, project_number="HG-NO-SUCH")
    (await bench.tell(unknown, to=RATINGS)).refuses("service_unknown")
    early = await _rated(bench, rated_at=(bench.clock() - timedelta(days=1)).isoformat())
    (await bench.tell(early, to=RATINGS)).refuses("before_the_service")
