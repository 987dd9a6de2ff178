"""Text messages by template through an HTTP gateway with signed requests, and their reports.

The wire: `POST url` with `{"phone","template","parameters","out_id"}`, and `"extension"` where
answers are wanted, answers `{"code","message_id"}`; what people send back comes in at
/api/intake/texts. `out_id` is ours: a message handed over again under it (the answer was lost, or
the program was killed before it wrote it down) is not sent again, and keeps the id it had. Asked
for reports, the gateway answers `{"reports": [{"message_id","status","code","at"}]}` with those it
has not handed out yet.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from gateways.errors import GatewayError, Ours, Permanent, Temporary
from gateways.http import call, client, object_of, text_of
from gateways.signing import Algorithm, SigningKey

PARTY = "sms"
# What the gateway's codes mean for us, in one table; a code that is not here is ours.
CODES: Mapping[str, tuple[type[GatewayError], str]] = {
    "busy": (Temporary, "overloaded"),
    "rate_limited": (Temporary, "too many messages in this minute"),
    "operator": (Temporary, "the operator does not answer"),
    "bad_number": (Permanent, "no number of this country"),
    "blacklisted": (Permanent, "the person refused messages"),
    "stopped": (Permanent, "the number is out of service"),
    "too_many": (Permanent, "this number had its messages of the day"),
    "bad_signature": (Ours, "signature, key or time"),
    "unknown_template": (Ours, "template not registered"),
    "bad_parameters": (Ours, "parameters do not fit the template"),
    "no_balance": (Ours, "the account is empty"),
}


@dataclass(frozen=True, slots=True)
class SmsSettings:
    """`templates`: the topic of a notice to the gateway's template; without an entry the topic
    itself is the template's name."""

    url: str
    key_id: str
    secret: str = field(repr=False)
    algorithm: Algorithm = Algorithm.HMAC_SHA256
    templates: Mapping[str, str] = field(default_factory=dict)
    reports_url: str = ""  # empty: reports are not asked for
    timeout_s: float = 5.0


@dataclass(frozen=True, slots=True)
class DeliveryReport:
    """What became of a message: on the phone at `at` (UTC), or not, with the reason's code."""

    message_id: str
    delivered: bool
    code: str
    at: datetime


def utc_now() -> datetime:
    """The transport's clock: a signature carries its time. No rule depends on it."""
    return datetime.now(UTC)  # noqa: TID251


class Sms:
    """Sends templates to a number; the gateway's reports tell whether they arrived."""

    def __init__(self, settings: SmsSettings, clock: Callable[[], datetime] = utc_now) -> None:
        self.settings = settings
        self._clock = clock
        self._key = SigningKey(settings.key_id, settings.secret, settings.algorithm)
        self._http = client("", settings.timeout_s)

    async def close(self) -> None:
        """Close the connections."""
        await self._http.aclose()

    async def send(
        self,
        phone: str,
        topic: str,
        parameters: Mapping[str, str],
        *,
        out_id: str,
        extension: str = "",
    ) -> str:
        """Hand a message over; the gateway's id for it. Handed over is not delivered.

        `out_id`: the same for the same message, however often it is handed over.
        `extension`: digits behind the number it comes from, which an answer comes back with.
        """
        template = self.settings.templates.get(topic, topic)
        message: dict[str, Any] = {
            "phone": phone,
            "template": template,
            "parameters": dict(parameters),
            "out_id": out_id,
        }
        if extension:
            message["extension"] = extension
        return text_of(PARTY, await self._post(self.settings.url, message), "message_id")

    @property
    def gives_reports(self) -> bool:
        """Whether the gateway can be asked what became of its messages."""
        return bool(self.settings.reports_url)

    async def fetch_reports(self) -> list[DeliveryReport]:
        """Reports since the last time we asked; the gateway forgets what it has handed out."""
        if not self.settings.reports_url:
            raise Ours(PARTY, "no_reports_url")
        return _reports(await self._post(self.settings.reports_url, {}))

    async def _post(self, url: str, message: Mapping[str, Any]) -> dict[str, Any]:
        body = json.dumps(message, ensure_ascii=False).encode()
        headers = {"content-type": "application/json", **self._key.headers(body, self._clock())}
        response = await call(PARTY, self._http, "POST", url, content=body, headers=headers)
        answer = object_of(PARTY, response)
        if answer.get("code") != "ok":
            raise error_of(str(answer.get("code", "no_code")))
        return answer


def error_of(code: str) -> GatewayError:
    """The failure a code of the gateway stands for."""
    kind, _ = CODES.get(code, (Ours, ""))
    return kind(PARTY, code[:40])


def _reports(answer: Mapping[str, Any]) -> list[DeliveryReport]:
    """The reports that can be read; one that cannot does not hold up its neighbours."""
    listed = answer.get("reports")
    if not isinstance(listed, list):
        raise Temporary(PARTY, "no_reports")
    return [report for one in listed if (report := _report(one)) is not None]


def _report(one: Any) -> DeliveryReport | None:
    try:
        at = datetime.fromisoformat(one["at"]).astimezone(UTC)
        delivered = {"delivered": True, "failed": False}[one["status"]]
        return DeliveryReport(str(one["message_id"]), delivered, str(one.get("code", ""))[:40], at)
    except (KeyError, TypeError, ValueError, AttributeError):
        return None
