"""The other mini-program that verifies a person and sends a ticket back.

WeChat would open it; here `POST /identity/jump` is what its user does, and the page is for a
browser that plays WeChat.
"""

from urllib.parse import urlencode

from sanic import Blueprint, HTTPResponse, Request
from sanic.response import html, json, redirect

from sandbox.identity import describe, is_client
from sandbox.page import hidden, page, person_choice
from sandbox.state import body_of, form_of, state_of

bp = Blueprint("jump", url_prefix="/identity")
TITLE = "实名核验小程序"
TICKET_SECONDS = 300


@bp.get("/jump")
async def show(request: Request) -> HTTPResponse:
    """The other mini-program's page: `?state=…&return_to=…`."""
    asked = {name: request.args.get(name, "") for name in ("state", "return_to")}
    form = person_choice(
        state_of(request).persons(),
        action="/identity/jump",
        hidden_fields=hidden(asked),
        lead="核验身份后将返回“好差评”小程序，不需要刷脸。",
        button="核验并返回",
    )
    return html(page(TITLE, form))


@bp.post("/jump")
async def jump(request: Request) -> HTTPResponse:
    """`{"person": key}` for a ticket; the page's form goes back to `return_to` with it."""
    state, form = state_of(request), form_of(request)
    asked = {name: form.get(name, "") for name in ("person", "state", "return_to")}
    asked.update({} if form else body_of(request))
    person = state.person(str(asked["person"]))
    if person is None:
        return json({"error": "unknown_person"}, 404)
    answer = {
        "ticket": state.grant("ticket", person.key, TICKET_SECONDS),
        "state": str(asked["state"]),
    }
    back = str(asked["return_to"])
    if back.startswith(("http://", "https://")):
        return redirect(f"{back}{'&' if '?' in back else '?'}{urlencode(answer)}", status=303)
    return json(answer)


@bp.post("/ticket")
async def ticket(request: Request) -> HTTPResponse:
    """The person of a ticket, once."""
    state, body = state_of(request), body_of(request)
    if not is_client(body.get("client_id"), body.get("client_secret")):
        return json({"error": "invalid_client"}, 401)
    described = describe(state, state.store.take("ticket", str(body.get("ticket"))))
    return json(described) if described else json({"error": "invalid_ticket"}, 400)
