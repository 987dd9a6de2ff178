"""The unified identity provider (OAuth2) and the other mini-program's ticket."""

from html import escape
from urllib.parse import urlencode

from sanic import Blueprint, HTTPResponse, Request
from sanic.response import html, json, redirect

from sandbox.page import page
from sandbox.state import Person
from sandbox.wechat import state_of

bp = Blueprint("identity", url_prefix="/identity")


@bp.get("/authorize")
async def authorize(request: Request) -> HTTPResponse:
    """A person chooses who to be; the real one asks for a password or a face."""
    if fault := await state_of(request).misbehave("identity"):
        return fault
    hidden = "".join(
        f'<input type="hidden" name="{name}" value="{escape(request.args.get(name, ""))}">'
        for name in ("redirect_uri", "state")
    )
    people = "".join(
        f'<label class="row"><input type="radio" name="person" value="{escape(one.key)}" '
        f"{'checked' if place == 0 else ''}><span>{escape(one.name)}</span></label>"
        for place, one in enumerate(state_of(request).persons.values())
    )
    return html(
        page(
            "统一身份认证（演示）",
            f'<form method="get" action="/identity/agree">{hidden}<p>选择一位演示人员</p>{people}'
            '<button type="submit">授权并继续</button></form>',
        )
    )


@bp.get("/agree")
async def agree(request: Request) -> HTTPResponse:
    state = state_of(request)
    key = request.args.get("person", "")
    back = request.args.get("redirect_uri", "")
    if key not in state.persons or not back.startswith(("http://", "https://")):
        return html(page("统一身份认证（演示）", "<p>请求不完整，请返回重试。</p>"), 400)
    query = urlencode({"code": state.grant("code", key), "state": request.args.get("state", "")})
    return redirect(f"{back}?{query}")


@bp.post("/token")
async def token(request: Request) -> HTTPResponse:
    state = state_of(request)
    if fault := await state.misbehave("identity"):
        return fault
    form = request.form or {}
    person = state.redeem("code", form.get("code", ""))
    if form.get("client_secret") != "sandbox" or person is None:
        return json({"error": "invalid_grant"})
    return json({"access_token": state.grant("bearer", person.key), "token_type": "bearer"})


@bp.get("/userinfo")
async def userinfo(request: Request) -> HTTPResponse:
    person = state_of(request).redeem("bearer", request.token or "")
    return json(_describe(person)) if person else json({"error": "invalid_token"}, 401)


@bp.post("/jump")
async def jump(request: Request) -> HTTPResponse:
    """What the other mini-program does once its user agreed: hand out a ticket."""
    key = str(request.json.get("person", ""))
    if key not in state_of(request).persons:
        return json({"error": "unknown_person"}, 404)
    return json({"ticket": state_of(request).grant("ticket", key)})


@bp.post("/ticket")
async def ticket(request: Request) -> HTTPResponse:
    state = state_of(request)
    if fault := await state.misbehave("identity"):
        return fault
    person = state.redeem("ticket", str(request.json.get("ticket", "")))
    if request.json.get("client_secret") != "sandbox" or person is None:
        return json({"error": "invalid_ticket"})
    return json(_describe(person))


def _describe(person: Person) -> dict[str, str]:
    return {
        "sub": f"subject-{person.key}",
        "name": person.name,
        "document_type": person.document_type,
        "document_number": person.document_number,
        "phone": person.phone,
    }
