"""A portal (广东政务服务网, 粤省事): tells of services had online and of ratings made over there.

Each service it told of has a voucher link, which it opens to see that it works and shows to people
on `/portal/`. It checks what a real one would: answers, codes, the same id for the same number.
"""

from html import escape
from typing import Any

import httpx
from sanic import Blueprint, HTTPResponse, Request
from sanic.response import html, json

from sandbox.page import page
from sandbox.signed import SECONDS
from sandbox.state import body_of, state_of
from sandbox.telling import Teller

bp = Blueprint("portal", url_prefix="/portal")
SERVICES, RATINGS = "/api/intake/online-services", "/api/intake/ratings/batch"
OPENED = "/api/vouchers/opened"
SHOWN = 50
NAMES = {"gdzwfw_web": "广东政务服务网", "yueshengshi": "粤省事"}


@bp.post("/_tell")
async def tell(request: Request) -> HTTPResponse:
    """Tell of services and ratings, and of whatever the city has not answered yet.

    `{"product", "key_id", "secret", "at", "services": [fields], "ratings": [fields]}`.
    """
    asked = body_of(request)
    teller = Teller(state_of(request), "portal", asked)
    for kind in ("services", "ratings"):
        teller.take_down(kind, list(asked.get(kind) or []))
    return await _told(teller)


@bp.post("/_again")
async def again(request: Request) -> HTTPResponse:
    """The same with what was refused, once somebody has set `{"mend": {field: value}}` right."""
    asked = body_of(request)
    teller = Teller(state_of(request), "portal", asked)
    for kind in ("services", "ratings"):
        teller.again(kind, dict(asked.get("mend") or {}))
    return await _told(teller)


async def _told(teller: Teller) -> HTTPResponse:
    known = set(teller.told("services"))
    await teller.tell("services", SERVICES, each=True)
    await teller.tell("ratings", RATINGS)
    fresh = [one for number, one in teller.told("services").items() if number not in known]
    for one in fresh:
        await _open(teller, one)
    links = [one["answer"].get("voucher_link", "") for one in fresh]
    return json({**teller.report(), "links": links})


async def _open(teller: Teller, told: dict[str, Any]) -> None:
    """A link must lead somewhere, and tell nobody whose service it is."""
    link = str(told["answer"].get("voucher_link", ""))
    token = link.rpartition("v=")[2]
    async with httpx.AsyncClient(
        base_url=teller.asked["product"], timeout=SECONDS, trust_env=False
    ) as http:
        answer = await http.post(OPENED, json={"link": token})
    if answer.status_code != httpx.codes.OK:
        teller.wrong.append(f"{link}: does not open, {answer.json().get('code')}")
    elif answer.json()["service"] is not None:
        teller.wrong.append(f"{link}: tells the service to anybody")


@bp.get("/")
async def show(request: Request) -> HTTPResponse:
    """The services somebody had online, each with its link to rate it."""
    told = list(Teller(state_of(request), "portal", {}).told("services").values())
    cards = "".join(_card(one) for one in reversed(told[-SHOWN:]))
    return html(page("我的网上办件", cards or '<div class="card"><p>还没有办件。</p></div>'))


def _card(one: dict[str, Any]) -> str:
    row, answer = one["row"], one["answer"]
    name = row["applicant"]["name"]
    link = escape(str(answer.get("voucher_link", "")))
    return (
        f'<section class="card"><p><span class="tag">{NAMES[row["platform"]]}</span></p>'
        f"<h2>{escape(str(answer.get('item_name', '')))}</h2>"
        f'<p class="quiet">{escape(name)}，办件 {escape(row["project_number"])}</p>'
        f'<a class="button" href="{link}">去评价</a></section>'
    )


@bp.get("/_kept")
async def kept(request: Request) -> HTTPResponse:
    """What the city would not take, with the codes: for whoever looks at the sandbox."""
    teller = Teller(state_of(request), "portal", {})
    return json({kind: teller.refused(kind) for kind in ("services", "ratings")})
