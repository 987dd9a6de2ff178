"""Each endpoint is declared once; routes, OpenAPI, permissions and abuse tests come from here."""

import inspect
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from typing import Any, Generic, TypeVar
from uuid import UUID

import msgspec

from actions.dependencies import Dependencies
from handlers.answers import ANSWERS
from handlers.permissions import May
from rules.actors import Actor

Body = TypeVar("Body")
ActorT = TypeVar("ActorT", bound=Actor)
Run = Callable[..., Awaitable[Any]]


class Nothing(msgspec.Struct, frozen=True):
    """An empty object: the body of requests that carry none, the answer of those that need none."""


class File(msgspec.Struct, frozen=True):
    """An answer that is a file and not JSON; `attached`: to be saved, not shown in place."""

    content: bytes
    media_type: str
    name: str = ""
    attached: bool = False


class Download(msgspec.Struct, frozen=True):
    """An answer that is a long file, sent as it is read; `read` gives bytes from some byte on."""

    name: str
    media_type: str
    size: int
    sha256: str
    read: Callable[[int, int], AsyncIterator[bytes]]


class Rows(msgspec.Struct, forbid_unknown_fields=True):
    """The body of a batch: its field `rows` keeps each row as sent, to be read by itself."""


class Limit(msgspec.Struct, frozen=True):
    """At most `calls` a `seconds`, counted by `per` ("session", "address" or "login")."""

    calls: int
    seconds: int
    per: str = "session"


class Cookie(Enum):
    """What an answer does to the session cookie of a browser."""

    KEPT = auto()
    SET = auto()
    DELETED = auto()
    BROWSER = auto()  # another cookie: a secret of this browser, for a way out and back


@dataclass(frozen=True, slots=True)
class Call(Generic[ActorT, Body]):
    """One request, parsed and admitted."""

    by: ActorT
    body: Body
    deps: Dependencies
    now: datetime
    address: str  # of the caller, never stored as it is
    client: str  # browser and system, as far as they are known
    browser: str = ""  # the secret it is given now, or came back with


@dataclass(frozen=True, slots=True)
class Endpoint:
    """The declaration."""

    method: str
    path: str
    may: May
    takes: type[Any]
    gives: type[Any]
    errors: tuple[str, ...]
    limit: Limit | None
    raw_limit: int | None
    raw_type: str
    status: int
    cookie: Cookie
    comes_back: bool
    run: Run

    @property
    def name(self) -> str:
        return self.run.__name__

    @property
    def summary(self) -> str:
        return self._said[0]

    @property
    def description(self) -> str:
        return "\n".join(self._said[1:]).strip()

    @property
    def _said(self) -> list[str]:
        return (inspect.getdoc(self.run) or "").split("\n")

    @property
    def parameters(self) -> dict[str, type[Any]]:
        """Path parameters with their types, in the order of the path."""
        hints = inspect.get_annotations(self.run)
        return {name: hints[name] for name in re.findall(r"{(\w+)}", self.path)}


ENDPOINTS: list[Endpoint] = []
PATH_TYPES = (str, UUID)


def endpoint(
    method: str,
    path: str,
    *,
    may: May,
    takes: type[Any] = Nothing,
    gives: type[Any] = Nothing,
    errors: tuple[str, ...] = (),
    limit: Limit | None = None,
    raw_limit: int | None = None,
    raw_type: str = "image/*",
    status: int = 200,
    cookie: Cookie = Cookie.KEPT,
    comes_back: bool = False,
) -> Callable[[Run], Run]:
    """Declare the decorated coroutine as an endpoint.

    `takes` is the struct of the JSON body (of the query string for GET), `gives` that of the
    answer, `errors` the machine codes it may answer besides those every endpoint has.
    `cookie` says what happens to a browser's session: `Cookie.SET` takes the answer's `token`;
    `Cookie.BROWSER` gives the browser the secret the call knows as its `browser`, which is read
    again where it `comes_back`.
    With `raw_limit` the body is taken as bytes of `raw_type`, at most so many.
    """

    def declare(run: Run) -> Run:
        made = Endpoint(
            method=method,
            path=path,
            may=may,
            takes=takes,
            gives=gives,
            errors=errors,
            limit=limit,
            raw_limit=raw_limit,
            raw_type=raw_type,
            status=status,
            cookie=cookie,
            comes_back=comes_back,
            run=run,
        )
        unknown = [code for code in errors if code not in ANSWERS]
        if unknown:
            raise TypeError(f"{run.__name__}: no sentence for {unknown}")
        if not inspect.getdoc(run):
            raise TypeError(f"{run.__name__} has no docstring: the docs page needs its sentence")
        if any(kind not in PATH_TYPES for kind in made.parameters.values()):
            raise TypeError(f"{run.__name__}: path parameters are str or UUID")
        ENDPOINTS.append(made)
        return run

    return declare
