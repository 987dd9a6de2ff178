"""What every stand-in has at hand: the store, the switches, and one-time proofs."""

import json
import secrets
from dataclasses import dataclass, field
from typing import Any

from sanic import Request

from sandbox.persons import Person
from sandbox.store import Store


@dataclass(slots=True)
class Settings:
    """How the outside behaves when nothing is broken; `POST /_control {"settings": {…}}`."""

    token_seconds: int = 7200  # life of WeChat's token
    per_minute: int = 5000  # calls of one WeChat interface, then 45009
    forced_seconds: float = 30.0  # between two forced refreshes of the token
    forced_a_day: int = 20
    pages: list[str] = field(default_factory=list)  # published; empty: any well-formed path
    face: str = "pass"  # pass, fail, or ask: as /_control/face says for each verification
    review_words: list[str] = field(default_factory=lambda: ["广告"])
    risky_words: list[str] = field(default_factory=lambda: ["违禁"])
    sms_reports: str = "delivered"  # delivered, failed, or none
    sms_a_day: int = 500  # messages to one number, then too_many
    wecom_trusted: bool = True  # our address is on the application's list, else 60020
    wecom_strangers: list[str] = field(default_factory=list)  # user ids nobody has
    province_repeats: int = 0  # rows of the page before that come once more
    sms_repeats: int = 0  # how often more the gateway tells of an answer
    partner_repeats: int = 0  # how often more portal and queue machine tell each thing
    partner_skew: float = 0.0  # seconds their clocks are ahead
    hotline_repeats: int = 0  # how often more the call centre tells each thing
    oidc_spoil: str = ""  # what is wrong with each ID token (oidc_tokens.SPOILT)
    oidc_algorithm: str = "ES256"  # or RS256
    oidc_acr: str = ""  # how surely it says it knows
    oidc_says: str = ""  # another issuer's name, in its description and beside codes
    oidc_token_at: str = ""  # where its description says codes are exchanged
    oidc_large: int = 0  # bytes of a description that never ends
    oidc_now: int = 0  # its clock; 0: the machine's
    logins_a_minute: int = 1000  # of one person, then 45011 (the real one: 100)


@dataclass(slots=True)
class Fault:
    """How a party misbehaves; `times` calls long, or until healed."""

    delay: float = 0.0
    fail: str = ""  # with this code of its own
    down: bool = False  # breaks the connection
    junk: bool = False
    deaf: bool = False  # does its work and hangs up before anybody hears of it
    times: int | None = None


@dataclass(slots=True)
class State:
    store: Store
    settings: Settings = field(default_factory=Settings)
    faults: dict[str, Fault] = field(default_factory=dict)

    def grant(self, kind: str, value: Any, seconds: float) -> str:
        """A proof somebody can show, once or until it ends."""
        made = f"{kind}-{secrets.token_urlsafe(24)}"
        self.store.put(kind, made, value, seconds)
        return made

    def person(self, key: str) -> Person | None:
        found = self.store.get("person", key)
        return Person(**found) if found else None

    def persons(self) -> list[Person]:
        return [Person(**one) for one in self.store.all("person")]

    def person_of_openid(self, openid: str) -> Person | None:
        return next((one for one in self.persons() if one.openid == openid), None)


def state_of(request: Request) -> State:
    state: State = request.app.ctx.state
    return state


def form_of(request: Request) -> dict[str, str]:
    """The fields of a submitted form, each once."""
    form: dict[str, list[str]] = dict(request.form or {})
    return {name: values[0] for name, values in form.items()}


def body_of(request: Request) -> dict[str, Any]:
    """The JSON object of a request; anything else is an empty one."""
    try:
        body = json.loads(request.body)
    except ValueError:
        body = None
    return body if isinstance(body, dict) else {}
