"""省政务服务咨询投诉平台: the steps of orders go back in signed batches (Art. 11; 11-4).

The wire: `POST url/steps` with `{"rows": [{"number", "place", "fields"}]}`, signed over time, nonce
and body, answers `{"results": [{"code", "field", "value"}]}`, one a row in the same order, signed
alike. A step the other side has already is `duplicate`.
"""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

import msgspec

from gateways.errors import Ours, Temporary
from gateways.http import call, client, object_of
from gateways.province import ALREADY_THERE, Answer, answers_of
from gateways.signing import SigningKey
from gateways.sms import utc_now

__all__ = ["ALREADY_THERE", "Answer", "ComplaintPlatform", "ComplaintSettings", "StepBack"]
PARTY = "complaints"
# The whole request was refused: nothing of it was taken.
REFUSED = frozenset({400, 401, 403})


@dataclass(frozen=True, slots=True)
class ComplaintSettings:
    url: str
    key: SigningKey
    timeout_s: float = 20.0


@dataclass(frozen=True, slots=True)
class StepBack:
    """One step under a number of theirs; `fields` are in the other side's words."""

    number: str
    place: int
    fields: dict[str, str]


class ComplaintPlatform:
    """The complaint platform behind its interface."""

    def __init__(
        self, settings: ComplaintSettings, clock: Callable[[], datetime] = utc_now
    ) -> None:
        self.settings = settings
        self._clock = clock
        self._http = client(settings.url.rstrip("/"), settings.timeout_s)

    async def close(self) -> None:
        """Close the connections."""
        await self._http.aclose()

    async def tell(self, steps: Sequence[StepBack]) -> list[Answer]:
        """Tell a batch; the answer to each step. Raises `Temporary` or `Ours` for the whole.

        An empty batch asks nobody. Art. 11 (11-4).
        """
        if not steps:
            return []
        body = msgspec.json.encode({"rows": [asdict(one) for one in steps]})
        key = self.settings.key
        headers = {"content-type": "application/json", **key.headers(body, self._clock())}
        response = await call(
            PARTY, self._http, "POST", "/steps", content=body, headers=headers, refusals=REFUSED
        )
        if response.status_code in REFUSED:
            raise Ours(PARTY, str(object_of(PARTY, response).get("code", ""))[:40] or "refused")
        if not key.verify(response.headers, response.content, self._clock()):
            # Perhaps somebody in between; nothing of it is believed, and it is asked again.
            raise Temporary(PARTY, "bad_signature")
        return answers_of(object_of(PARTY, response), len(steps), party=PARTY)
