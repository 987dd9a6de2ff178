"""The sandbox's application: WeChat, WeCom, identity (of citizens and staff), SMS gateway,
province, complaint platform, call centre, portal, queue machine, what stands in a hall, and a
partner that is told."""

from pathlib import Path
from typing import Any

from sanic import HTTPResponse, Request, Sanic
from sanic.response import text

from sandbox import (
    complaints,
    control,
    hooks,
    hotline,
    identity,
    jump,
    oidc,
    portal,
    province,
    province_file,
    queue_machine,
    sent,
    sms,
    sms_answers,
    terminals,
    wechat_code,
    wechat_face,
    wechat_login,
    wechat_messages,
    wechat_text,
    wecom,
)
from sandbox.faults import hang_up_afterwards, misbehave
from sandbox.state import Settings, State
from sandbox.store import Store

PARTS = (
    complaints,
    control,
    hooks,
    hotline,
    identity,
    jump,
    oidc,
    portal,
    province,
    province_file,
    queue_machine,
    sent,
    sms,
    sms_answers,
    terminals,
    wechat_code,
    wechat_face,
    wechat_login,
    wechat_messages,
    wechat_text,
    wecom,
)


def create_app(*, folder: Path | None = None, token_seconds: int = 7200) -> Sanic[Any, Any]:
    """The stand-ins as one application; with a folder they remember over a restart."""
    app: Sanic[Any, Any] = Sanic("haochaping-sandbox", configure_logging=False)
    app.ctx.state = State(Store(folder), Settings(token_seconds=token_seconds))
    for part in PARTS:
        app.blueprint(part.bp)
    app.add_route(healthz, "/healthz", methods=["GET"])
    app.register_middleware(misbehave, "request")
    app.register_middleware(hang_up_afterwards, "response")
    app.register_listener(_close, "after_server_stop")
    return app


async def healthz(request: Request) -> HTTPResponse:
    """Ready to serve."""
    return text("ok")


async def _close(app: Sanic[Any, Any]) -> None:
    app.ctx.state.store.close()
