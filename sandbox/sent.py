"""What was sent, newest first: for people on `/`, for programs on `/_control/sent`."""

from datetime import datetime
from html import escape
from typing import Any
from zoneinfo import ZoneInfo

from sanic import Blueprint, HTTPResponse, Request
from sanic.response import html, json

from sandbox.page import hidden, page
from sandbox.state import State, state_of
from sandbox.wechat_messages import template_of

bp = Blueprint("sent")
SHOWN = 100
REFRESH_SECONDS = 10
CHANNELS = {"wechat": "微信订阅消息", "wecom": "政务微信", "sms": "短信"}
CHAOZHOU = ZoneInfo("Asia/Shanghai")


@bp.get("/")
async def show(request: Request) -> HTTPResponse:
    state = state_of(request)
    names = {one.openid: one.name for one in state.persons()}
    names |= {one.phone: one.name for one in state.persons()}
    cards = "".join(
        _card(state, one, names.get(one["to"], "")) for one in reversed(state.store.sent(SHOWN))
    )
    nothing = '<div class="card"><p>还没有消息。</p></div>'
    foot = f'<p class="quiet foot">每 {REFRESH_SECONDS} 秒刷新，最近 {SHOWN} 条</p>'
    return html(page("已发送的消息", (cards or nothing) + foot, refresh_seconds=REFRESH_SECONDS))


@bp.get("/_control/sent")
async def listed(request: Request) -> HTTPResponse:
    """Oldest first: `{"sent": [{"channel", "at", "to", "template", "data", …}]}`."""
    return json({"sent": state_of(request).store.sent()})


def _card(state: State, one: dict[str, Any], name: str) -> str:
    at = datetime.fromtimestamp(one["at"], CHAOZHOU)
    when = f"{at.year}年{at.month}月{at.day}日 {at:%H:%M:%S}"
    shown = _template(state, one) if one["channel"] == "wechat" else _words(one)
    channel = CHANNELS[one["channel"]]
    return (
        f'<section class="card"><p><span class="tag">{channel}</span> '
        f'<span class="quiet">{when}</span></p>{shown}'
        f'<p class="quiet">发给 {escape(name)} {escape(one["to"])}</p>{_answering(one)}</section>'
    )


def _answering(one: dict[str, Any]) -> str:
    """A text that can be answered: what its phone would send back."""
    if not one.get("extension"):
        return ""
    carried = hidden({"phone": one["to"], "extension": one["extension"]})
    return (
        f'<form method="post" action="/sms/_answer">{carried}<label><span>短信回复</span>'
        '<input name="text" maxlength="200" required></label><button>回复</button></form>'
    )


def _words(one: dict[str, Any]) -> str:
    title = f"<h2>{escape(one['title'])}</h2>" if one.get("title") else ""
    link = f'<p><a href="{escape(one["url"])}">查看</a></p>' if one.get("url") else ""
    return f"{title}<p>{escape(one['text'])}</p>{link}"


def _template(state: State, one: dict[str, Any]) -> str:
    template = template_of(state, one["template"]) or {"title": one["template"], "fields": {}}
    rows = "".join(
        f"<dt>{escape(template['fields'].get(field, field))}</dt><dd>{escape(value)}</dd>"
        for field, value in one["data"].items()
    )
    return f"<h2>{escape(template['title'])}</h2><dl>{rows}</dl>"
