"""A queue machine, or 全市政务服务系统 behind it: tells of services that ended at windows.

It prints a slip for each that asks for one: the code to type at a terminal, the link as a code to
scan. `/queue/` shows what was printed. What the city did not answer waits, for a day if need be.
"""

import re
from html import escape
from typing import Any

from sanic import Blueprint, HTTPResponse, Request
from sanic.response import html, json

from sandbox.page import page
from sandbox.state import body_of, state_of
from sandbox.telling import Teller

bp = Blueprint("queue", url_prefix="/queue")
SERVICES = "/api/intake/services/batch"
SLIP_CODE = re.compile(r"\d{12}")
SHOWN = 50


@bp.post("/_end")
async def end(request: Request) -> HTTPResponse:
    """Services ended: `{"product", "key_id", "secret", "at", "services": [fields]}`."""
    asked = body_of(request)
    teller = Teller(state_of(request), "queue", asked)
    teller.take_down("services", list(asked.get("services") or []))
    return await _told(teller)


@bp.post("/_again")
async def again(request: Request) -> HTTPResponse:
    """The same with what was refused, once somebody has set `{"mend": {field: value}}` right."""
    asked = body_of(request)
    teller = Teller(state_of(request), "queue", asked)
    teller.again("services", dict(asked.get("mend") or {}))
    return await _told(teller)


async def _told(teller: Teller) -> HTTPResponse:
    known = set(teller.told("services"))
    await teller.tell("services", SERVICES)
    slips = []
    for number, one in teller.told("services").items():
        if number not in known and one["row"].get("slip"):
            slips.append(_print(teller, number, one["answer"]))
    return json({**teller.report(), "slips": slips})


def _print(teller: Teller, number: str, answer: dict[str, Any]) -> dict[str, str]:
    code, link = str(answer.get("slip_code", "")), str(answer.get("voucher_link", ""))
    if not SLIP_CODE.fullmatch(code) or "v=" not in link:
        teller.wrong.append(f"{number}: nothing to print on its slip")
    return {"number": number, "id": str(answer["id"]), "code": code, "link": link}


@bp.get("/")
async def show(request: Request) -> HTTPResponse:
    """The slips that were printed, newest first."""
    told = Teller(state_of(request), "queue", {}).told("services").values()
    printed = [one for one in told if one["answer"].get("slip_code")]
    cards = "".join(_card(one) for one in reversed(printed[-SHOWN:]))
    return html(page("取号机打印的凭条", cards or '<div class="card"><p>还没有凭条。</p></div>'))


def _card(one: dict[str, Any]) -> str:
    row, answer = one["row"], one["answer"]
    number, name = escape(row["project_number"]), escape(row["applicant"]["name"])
    return (
        f'<section class="card"><p><span class="tag">凭条</span> {name}</p>'
        f"<h2>{escape(str(answer['slip_code']))}</h2>"
        f'<p class="quiet">办件 {number}，窗口 {escape(row["window_number"])}</p>'
        f'<p><a href="{escape(str(answer["voucher_link"]))}">扫码评价</a></p></section>'
    )


@bp.get("/_kept")
async def kept(request: Request) -> HTTPResponse:
    """What the city would not take, with the codes: for whoever looks at the sandbox."""
    return json({"services": Teller(state_of(request), "queue", {}).refused("services")})
