"""The switches: who there is, what is broken, and what happens inside WeChat's client."""

from dataclasses import asdict, fields, replace
from typing import Any

from sanic import Blueprint, HTTPResponse, Request
from sanic.response import json

from sandbox import wechat_token
from sandbox.persons import Person
from sandbox.state import Fault, Settings, State, body_of, state_of

bp = Blueprint("control", url_prefix="/_control")
PARTIES = frozenset(
    {
        "wechat",
        "wechat_token",
        "identity",
        "oidc",
        "sms",
        "sms_answers",
        "wecom",
        "province",
        "complaints",
        "hotline",
        "portal",
        "queue",
        "terminals",
        "partner",
    }
)


@bp.get("/")
async def show(request: Request) -> HTTPResponse:
    """How everything is set, and how often each WeChat interface was called in this minute."""
    return json(_described(state_of(request)))


@bp.post("/")
async def switch(request: Request) -> HTTPResponse:
    """`{"wechat": {"delay": 2}, "settings": {"face": "fail"}}`; an empty fault heals the party."""
    state, asked = state_of(request), body_of(request)
    try:
        for party, wanted in asked.items():
            _apply(state, party, wanted)
    except (TypeError, ValueError) as error:
        return json({"error": str(error)}, 400)
    return json(_described(state))


def _apply(state: State, party: str, wanted: dict[str, Any]) -> None:
    if party == "settings":
        state.settings = replace(state.settings, **wanted)
    elif party not in PARTIES:
        raise ValueError(f"no party {party}: {sorted(PARTIES)} or settings")
    elif wanted:
        state.faults[party] = Fault(**wanted)
    else:
        state.faults.pop(party, None)


def _described(state: State) -> dict[str, Any]:
    return {
        "faults": {party: asdict(fault) for party, fault in state.faults.items()},
        "settings": asdict(state.settings),
        "calls": state.store.keyed("calls"),
        "persons": [one.key for one in state.persons()],
    }


@bp.put("/persons")
async def put_persons(request: Request) -> HTTPResponse:
    """`{"persons": [{"key", "name", "document_type", "document_number", "phone", …}]}`

    `subject`, `openid` and `note` may be given too. Those of the same key are replaced.
    """
    state = state_of(request)
    known = {one.name for one in fields(Person)}
    for one in body_of(request).get("persons", []):
        if unknown := set(one) - known:
            return json({"error": f"unknown: {sorted(unknown)}"}, 400)
        person = Person(**one)
        state.store.put("person", person.key, asdict(person))
    return json({"persons": len(state.persons())})


@bp.post("/consent")
async def consent(request: Request) -> HTTPResponse:
    """What WeChat does when a user accepts a subscription message: one consent, one message."""
    asked = body_of(request)
    key = f"{asked.get('openid')} {asked.get('template_id')}"
    return json({"left": state_of(request).store.add("quota", key, 1)})


@bp.post("/face")
async def face(request: Request) -> HTTPResponse:
    """What `wx.requestFacialVerify` does on the phone: `{"verify_id", "passed"}`."""
    asked = body_of(request)
    store = state_of(request).store
    found = store.get("face", str(asked.get("verify_id")))
    if found is None:
        return json({"error": "unknown verify_id"}, 404)
    found["passed"] = bool(asked.get("passed", True))
    store.put("face", str(asked["verify_id"]), found, 3600)
    return json({"passed": found["passed"]})


@bp.put("/templates")
async def put_templates(request: Request) -> HTTPResponse:
    """More templates.

    `{"wechat": {id: {"title", "fields": {name: label}}}, "sms": {name: text}}`
    """
    state, asked = state_of(request), body_of(request)
    for template_id, template in asked.get("wechat", {}).items():
        state.store.put("template", template_id, template)
    for name, words in asked.get("sms", {}).items():
        state.store.put("sms_template", name, words)
    return json({"put": True})


@bp.post("/spoil-tokens")
async def spoil_tokens(request: Request) -> HTTPResponse:
    """Make the token unknown at once (WeCom's expired), as when another process forced a refresh.

    `{"stuck": true}`: WeChat goes on handing the refused token out until a refresh is forced.
    """
    state = state_of(request)
    wechat_token.refuse_all(state)
    state.store.forget("wecom_token")
    if not body_of(request).get("stuck"):
        state.store.forget("token_now")
    return json({"spoiled": True})


@bp.post("/forget")
async def forget(request: Request) -> HTTPResponse:
    """`{"party": "queue"}`: portal or queue machine forget what they told and what waits."""
    party = body_of(request).get("party")
    if party not in PARTIES:
        return json({"error": "no such party"}, 400)
    state_of(request).store.forget_kinds(f"{party}_")
    return json({"forgotten": True})


@bp.post("/reset")
async def reset(request: Request) -> HTTPResponse:
    """Forget everything: persons, messages, faults."""
    state = state_of(request)
    state.store.clear()
    state.faults.clear()
    state.settings = Settings(token_seconds=state.settings.token_seconds)
    return json({"reset": True})
