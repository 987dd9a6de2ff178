"""The sandbox's application: the stand-ins, their switches, and a page of what was sent."""

from datetime import UTC, datetime
from html import escape
from typing import Any

from sanic import HTTPResponse, Request, Sanic
from sanic.response import html, json

from sandbox import identity, sms, wechat
from sandbox.page import page
from sandbox.state import Fault, Person, State
from sandbox.wechat import state_of


def create_app(*, token_seconds: int = 7200) -> Sanic[Any, Any]:
    """The stand-ins as one application."""
    app: Sanic[Any, Any] = Sanic("haochaping-sandbox", configure_logging=False)
    app.ctx.state = State(token_seconds=token_seconds)
    app.blueprint(wechat.bp)
    app.blueprint(identity.bp)
    app.blueprint(sms.bp)
    app.add_route(show_sent, "/", methods=["GET"])
    app.add_route(list_sent, "/_control/sent", methods=["GET"])
    app.add_route(put_persons, "/_control/persons", methods=["PUT"])
    app.add_route(set_faults, "/_control", methods=["POST"])
    app.add_route(consent, "/_control/consent", methods=["POST"])
    app.add_route(spoil_tokens, "/_control/spoil-tokens", methods=["POST"])
    return app


async def show_sent(request: Request) -> HTTPResponse:
    """What was sent, newest first."""
    rows = "".join(
        f"<p><strong>{escape(one['channel'])}</strong> {escape(one['template'])}<br>"
        f"{escape(', '.join(_values(one['data'])))}<br>"
        f"<small>{escape(one['to'])} · {datetime.fromtimestamp(one["at"], UTC):%H:%M:%S}</small></p>"
        for one in reversed(state_of(request).sent)
    )
    return html(page("已发送的消息（演示）", rows or "<p>还没有消息。</p>"))


def _values(data: dict[str, Any]) -> list[str]:
    return [str(one["value"] if isinstance(one, dict) else one) for one in data.values()]


async def list_sent(request: Request) -> HTTPResponse:
    """The same for programs."""
    return json({"sent": state_of(request).sent})


async def put_persons(request: Request) -> HTTPResponse:
    """Tell the stand-ins who there is: key, name, document_type, document_number, phone."""
    for one in request.json["persons"]:
        person = Person(**one)
        state_of(request).persons[person.key] = person
    return json({"persons": len(state_of(request).persons)})


async def set_faults(request: Request) -> HTTPResponse:
    """`{"wechat": {"delay": 2}}`; an empty object heals the party."""
    for party, fault in request.json.items():
        state_of(request).faults[party] = Fault(**fault)
    return json({"set": sorted(request.json)})


async def consent(request: Request) -> HTTPResponse:
    """What WeChat's client does when a user agrees to a subscription message."""
    key = request.json["openid"], request.json["template_id"]
    quota = state_of(request).quota
    quota[key] = quota.get(key, 0) + 1
    return json({"left": quota[key]})


async def spoil_tokens(request: Request) -> HTTPResponse:
    """Make every handed-out token unknown at once, as WeChat does when a secret is reset."""
    state_of(request).tokens.clear()
    return json({"spoiled": True})
