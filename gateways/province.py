"""省“好差评”系统: batches out in sealed and signed envelopes, and its answer to each row (10-1).

The wire: `POST url/push` with an envelope of `{"rows": [{"kind", "version", "fields"}]}` answers
with header `C-Response-Desc: success` and an envelope of `{"results": [{"code", "field",
"value"}]}`, one a row in the same order. A row the other side has already is `duplicate`.
`POST url/pull` with `{"cursor", "limit"}` answers `{"rows": [{"number", "fields"}], "cursor",
"more"}`: what it holds of our city since then, each under a number that stays the same.
`POST url/day` with `{"day", "after", "limit"}` answers `{"rows": [fields], "after", "more"}`: the
ratings of one day, for comparing.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from gateways.errors import Ours, Temporary
from gateways.http import call, client
from gateways.province_envelope import BadEnvelope, Credentials, Envelopes
from gateways.sms import utc_now

PARTY = "province"
ALREADY_THERE = frozenset({"ok", "duplicate"})
SUCCESS = "success"
# What the header says when the whole request was refused: nothing of it was taken.
BUSY = "busy"
LONGEST_NUMBER = 64


@dataclass(frozen=True, slots=True)
class ProvinceSettings:
    url: str
    credentials: Credentials
    timeout_s: float = 20.0


@dataclass(frozen=True, slots=True)
class Row:
    """One message; `fields` are in the other side's words."""

    kind: str
    version: int
    fields: dict[str, str]


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a row: `ok`, `duplicate`, or why not, with the field and its value."""

    code: str
    field: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """What the other side tells under a number of its own."""

    number: str
    fields: dict[str, str]


@dataclass(frozen=True, slots=True)
class Page:
    """The next of what it holds; asked again from `cursor` there are the ones behind it."""

    rows: list[Told]
    cursor: str
    more: bool


@dataclass(frozen=True, slots=True)
class DayPage:
    """Ratings it holds of one day, in its words; asked again with `after` there are the next."""

    rows: list[dict[str, str]]
    after: str
    more: bool


class Province:
    """The provincial system behind its interface."""

    def __init__(self, settings: ProvinceSettings, clock: Callable[[], datetime] = utc_now) -> None:
        self.settings = settings
        self._envelopes = Envelopes(settings.credentials, clock)
        self._http = client(settings.url.rstrip("/"), settings.timeout_s)

    async def close(self) -> None:
        """Close the connections."""
        await self._http.aclose()

    async def push(self, rows: Sequence[Row]) -> list[Answer]:
        """Tell a batch; the answer to each row. Raises `Temporary` or `Ours` for the whole (10-1).

        An empty batch asks nobody.
        """
        if not rows:
            return []
        told = [{"kind": one.kind, "version": one.version, "fields": one.fields} for one in rows]
        content = await self._ask("/push", {"rows": told})
        return answers_of(content, len(rows))

    async def pull(self, cursor: str, limit: int) -> Page:
        """What it holds of our city behind a cursor; empty: from the beginning (10-2).

        Raises `Temporary` or `Ours`, also for a page that cannot be read: none of it is taken.
        """
        content = await self._ask("/pull", {"cursor": cursor, "limit": limit})
        try:
            rows = [_told(one) for one in content["rows"]]
            return Page(rows, str(content["cursor"])[:64], bool(content["more"]))
        except (KeyError, TypeError, ValueError) as error:
            raise Temporary(PARTY, "no_rows") from error

    async def day(self, day: date, after: str, limit: int) -> DayPage:
        """The ratings it holds of our city of one day, to be compared (10-6).

        Raises `Temporary` or `Ours`.
        """
        content = await self._ask("/day", {"day": day.isoformat(), "after": after, "limit": limit})
        try:
            rows = [
                {str(name): str(value) for name, value in dict(one).items()}
                for one in content["rows"]
            ]
            return DayPage(rows, str(content["after"]), bool(content["more"]) and bool(rows))
        except (KeyError, TypeError, ValueError) as error:
            raise Temporary(PARTY, "no_rows") from error

    async def _ask(self, path: str, content: dict[str, Any]) -> dict[str, Any]:
        # A signature takes tens of milliseconds: in a thread, where nobody waits for it.
        body = await asyncio.to_thread(self._envelopes.make, content)
        headers = {
            "content-type": "application/json",
            "c-tenancy-id": self.settings.credentials.app_mark,
        }
        response = await call(PARTY, self._http, "POST", path, content=body, headers=headers)
        said = response.headers.get("c-response-desc", "")
        if said != SUCCESS:
            raise (Temporary if said in ("", BUSY) else Ours)(PARTY, said[:40] or "no_answer")
        try:
            return await asyncio.to_thread(self._envelopes.open, response.content)
        except BadEnvelope as error:
            # Perhaps somebody in between; nothing of it is believed, and it is asked again.
            raise Temporary(PARTY, str(error)) from None


def _told(one: dict[str, Any]) -> Told:
    number, fields = str(one["number"]), dict(one["fields"])
    if not 0 < len(number) <= LONGEST_NUMBER:
        raise ValueError("number")
    return Told(number, {str(name): str(value) for name, value in fields.items()})


def answers_of(content: dict[str, Any], count: int, *, party: str = PARTY) -> list[Answer]:
    """The answer to each row of a batch; `Temporary` where not each has one."""
    listed = content.get("results")
    if not isinstance(listed, list) or len(listed) != count:
        raise Temporary(party, "no_results")
    try:
        return [
            Answer(str(one["code"]), str(one.get("field", "")), str(one.get("value", "")))
            for one in listed
        ]
    except (KeyError, TypeError, AttributeError) as error:
        raise Temporary(party, "no_results") from error
