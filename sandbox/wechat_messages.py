"""WeChat: subscription messages.

https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/mp-message-management/subscribe-message/sendMessage.html
"""

import re
import secrets
from typing import Any

from sanic import Blueprint, HTTPResponse, Request
from sanic.response import json

from sandbox.state import State, body_of, state_of
from sandbox.wechat_access import error, with_token
from sandbox.wechat_fields import refused

bp = Blueprint("wechat_messages")
FIELDS = {"thing1": "办理事项", "thing2": "办理单位", "phrase3": "当前状态", "date4": "日期"}
# Templates this mini-program has; PUT /_control/templates adds more.
TEMPLATES: dict[str, dict[str, Any]] = {
    "sandbox-accepted": {"title": "评价受理通知", "fields": FIELDS},
    "sandbox-feedback": {"title": "评价答复通知", "fields": FIELDS},
    "sandbox-review_decided": {"title": "复核结果通知", "fields": FIELDS},
}
PATH = re.compile(r"\w[\w\-]*(/[\w\-]+)*")
STATES = frozenset({"formal", "trial", "developer"})


def template_of(state: State, template_id: str) -> dict[str, Any] | None:
    added: dict[str, Any] | None = state.store.get("template", template_id)
    return added or TEMPLATES.get(template_id)


def published(state: State, page: str) -> bool:
    """Whether a page (path, perhaps with a query) is in the published mini-program."""
    path = page.split("?", 1)[0]
    return path in state.settings.pages if state.settings.pages else bool(PATH.fullmatch(path))


@bp.post("/cgi-bin/message/subscribe/send")
@with_token
async def send(request: Request) -> HTTPResponse:
    state, body = state_of(request), body_of(request)
    openid, template_id = str(body.get("touser")), str(body.get("template_id"))
    template = template_of(state, template_id)
    if state.person_of_openid(openid) is None:
        return error(40003, "invalid openid")
    if template is None:
        return error(40037, "invalid template_id")
    if (page := body.get("page")) and not published(state, str(page)):
        return error(41030, "invalid page")
    if wrong := _wrong(template["fields"], body):
        return error(47003, f"argument invalid! {wrong}")
    if not _spend(state, f"{openid} {template_id}"):
        return error(43101, "user refuse to accept the msg")
    data = {name: field["value"] for name, field in body["data"].items()}
    message = {"to": openid, "template": template_id, "data": data, "page": page or ""}
    state.store.note("wechat", message)
    return json({"errcode": 0, "errmsg": "ok", "msgid": secrets.randbelow(10**15)})


def _wrong(fields: dict[str, str], body: dict[str, Any]) -> str:
    """The first thing the real one would refuse, or nothing."""
    data = body.get("data")
    if not isinstance(data, dict):
        return "data is empty"
    if body.get("miniprogram_state", "formal") not in STATES:
        return "miniprogram_state invalid"
    for name in {**fields, **data}:
        field = data.get(name)
        if name not in fields or not isinstance(field, dict) or refused(name, field.get("value")):
            return f"data.{name}.value invalid"
    return ""


def _spend(state: State, key: str) -> bool:
    if (state.store.get("quota", key) or 0) < 1:
        return False
    state.store.add("quota", key, -1)
    return True
