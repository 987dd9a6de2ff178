"""Runs the cases one after another and says what came of each."""

import json
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

import httpx

from conformance import (  # noqa: F401  (importing them declares the cases)
    calls,
    devices,
    ratings,
    services,
    signatures,
    texts,
)
from conformance.case import CASES, Bench, Case, Differs, OutOfScope, Verdict
from conformance.signing import Signed

SECONDS = 30


@dataclass(frozen=True)
class Result:
    """What became of one case; `reason` in Chinese if it failed."""

    name: str
    about: str
    verdict: Verdict
    reason: str = ""


async def run(bench: Bench) -> list[Result]:
    """Every case, also after one has failed."""
    return [await _run_one(one, bench) for one in CASES]


async def _run_one(one: Case, bench: Bench) -> Result:
    try:
        await one.run(bench)
    except OutOfScope as error:
        return Result(one.name, one.about, Verdict.NOT_APPLICABLE, str(error))
    except Differs as error:
        return Result(one.name, one.about, Verdict.FAILED, str(error))
    except httpx.HTTPError as error:
        return Result(one.name, one.about, Verdict.FAILED, f"没有回答：{type(error).__name__}")
    except (KeyError, TypeError, ValueError) as error:
        return Result(
            one.name, one.about, Verdict.FAILED, f"回答的格式不对：{type(error).__name__}"
        )
    return Result(one.name, one.about, Verdict.PASSED)


def report(results: Iterable[Result]) -> str:
    """A page to read: every case with its verdict, the reason under those that failed."""
    lines, counted = [], Counter[Verdict]()
    for one in results:
        counted[one.verdict] += 1
        lines.append(f"{one.verdict.ljust(4, '　')} {one.about}（{one.name}）")
        if one.reason:
            lines.append(f"　　　　 {one.reason}")
    total = "，".join(f"{verdict} {counted[verdict]} 项" for verdict in Verdict)
    return "\n".join([*lines, "", total])


async def try_side(
    url: str,
    *,
    signed: Signed,
    sample: dict[str, Any],
    clock: Callable[[], datetime],
    grade: str = "1",
    pairing_code: str = "",
) -> list[Result]:
    """Run the suite against the side at `url`.

    `sample` is an ended service that side takes, `grade` a code of the scale agreed with it,
    `pairing_code` one of a rating device at the sample's window; without it devices are not tried.
    """
    async with httpx.AsyncClient(base_url=url, timeout=SECONDS) as client:
        return await run(Bench(client, signed, sample, clock, grade, pairing_code))


def as_json(results: Iterable[Result]) -> str:
    """The results for a program to read. Nothing that was sent stands in them."""
    return json.dumps([asdict(one) for one in results], ensure_ascii=False, indent=1)


def failures(results: Iterable[Result]) -> int:
    """How many cases failed."""
    return sum(one.verdict is Verdict.FAILED for one in results)
