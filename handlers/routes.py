"""The only way in: every declared endpoint becomes a route that admits, parses, runs, answers."""

import asyncio
import logging
import traceback
from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from sanic import HTTPResponse, Request, Sanic
from sanic.response import ResponseStream

from actions.dependencies import Dependencies
from actions.keys import new_token
from actions.services import partners
from actions.services.contacts import ALL_WELL
from actions.sql.away import is_away
from actions.trail import audit
from handlers import cookies
from handlers.admission import Admission, address_of
from handlers.answers import of_refusal, problem
from handlers.clients import client_of
from handlers.cookies import Cookies
from handlers.endpoint import ENDPOINTS, Call, Cookie, Endpoint
from handlers.reading import body_of, where
from handlers.sending import Said, sent, sent_problem
from rules.actors import Actor, Anyone, Partner, StaffMember
from rules.refusals import NotFound, Refused

log = logging.getLogger("haochaping.http")


class Gate:
    """Turns requests into calls. One for each application."""

    def __init__(
        self,
        deps: Dependencies,
        *,
        clock: Callable[[], datetime],
        staff_networks: tuple[str, ...] = (),
        secure_cookies: bool = False,
    ) -> None:
        self.deps = deps
        self.clock = clock
        self.cookies = Cookies(secure_cookies)
        self.admission = Admission(deps, networks=staff_networks, cookies=self.cookies)
        self.running: set[asyncio.Task[Any]] = set()

    async def drain(self) -> None:
        """Wait for the calls still running, those of clients that hung up included."""
        if self.running:
            await asyncio.wait(self.running, timeout=20)

    async def serve(self, endpoint: Endpoint, request: Request, path: dict[str, Any]) -> Any:
        """One request; a client that hangs up stops nothing, and no connection stays taken."""
        task = asyncio.create_task(self._answer(endpoint, request, path))
        self.running.add(task)
        task.add_done_callback(self.running.discard)
        return await asyncio.shield(task)

    async def _answer(
        self, endpoint: Endpoint, request: Request, path: dict[str, Any]
    ) -> HTTPResponse | ResponseStream:
        now = self.clock()
        browser = _browser(endpoint, request, self.cookies)
        by, answer = await self._called(endpoint, request, path, browser, now)
        if isinstance(answer, Said):
            self._count(endpoint, by, answer, now)
            return sent_problem(answer)
        if isinstance(by, Partner):
            self.deps.contacts.note(by.partner_id, endpoint.name, ALL_WELL, now=now)
        return sent(endpoint, answer, request, browser=browser, cookies=self.cookies)

    async def _called(
        self,
        endpoint: Endpoint,
        request: Request,
        path: dict[str, Any],
        browser: str,
        now: datetime,
    ) -> tuple[Actor, Any]:
        """Who called, and the answer or the problem there was."""
        by: Actor = Anyone()
        try:
            by = await self.admission.who(endpoint, request, now)
            refused = await self.admission.refusal(endpoint, request, by, now)
            if refused:
                return by, Said(*problem(refused))
            call = Call(
                by=by,
                body=body_of(endpoint, request),
                deps=self.deps,
                now=now,
                address=address_of(request),
                client=client_of(request.headers.get("user-agent", "")),
                browser=browser,
            )
            return by, await endpoint.run(call, **_path(endpoint, path))
        except Refused as error:
            if isinstance(error, partners.NotAdmitted):
                by = Partner(error.partner_id, "")
            await self._note_refusal(endpoint, by, path, error, now)
            return by, Said(*of_refusal(error))
        except (msgspec.ValidationError, msgspec.DecodeError) as error:
            return by, Said(*problem("bad_request", where=where(error)))
        except Exception as error:
            if is_away(error):
                log.error("%s: the database is away: %s", endpoint.name, type(error).__name__)
                return by, Said(*problem("busy"))
            # A message could quote what a citizen wrote: type and places are enough.
            log.error("%s failed: %s", endpoint.name, places(error))
            return by, Said(*problem("internal"))

    def _count(self, endpoint: Endpoint, by: Actor, said: Said, now: datetime) -> None:
        """What a partner was refused, counted in memory."""
        if isinstance(by, Partner):
            self.deps.contacts.note(by.partner_id, endpoint.name, said.problem.code, now=now)

    async def _note_refusal(
        self,
        endpoint: Endpoint,
        by: Actor,
        path: dict[str, Any],
        error: Refused,
        now: datetime,
    ) -> None:
        """Reaching for what is out of reach is written down (4-6)."""
        if isinstance(by, StaffMember) and isinstance(error, NotFound):
            await audit.record(
                by=by,
                action=endpoint.name,
                outcome="out_of_reach",
                object_id=next(iter(path.values()), ""),
                now=now,
            )


def _browser(endpoint: Endpoint, request: Request, kept: Cookies) -> str:
    """The secret of this browser: a new one where it leaves, its own where it comes back."""
    if endpoint.cookie is Cookie.BROWSER:
        return new_token()
    return kept.read(request, cookies.BROWSER) if endpoint.comes_back else ""


def places(error: BaseException) -> str:
    """The type of an error and where it passed through, without its message."""
    frames = traceback.extract_tb(error.__traceback__)
    route = " < ".join(f"{frame.name}:{frame.lineno}" for frame in reversed(frames[-6:]))
    return f"{type(error).__name__} in {route}"


def _path(endpoint: Endpoint, path: dict[str, Any]) -> dict[str, Any]:
    if not path:
        return path
    try:
        return {
            name: UUID(path[name]) if kind is UUID else _printable(path[name])
            for name, kind in endpoint.parameters.items()
        }
    except ValueError as error:
        raise NotFound from error


def _printable(text: str) -> str:
    if "\x00" in text:
        raise ValueError
    return text


def add_routes(app: Sanic[Any, Any], gate: Callable[[], Gate]) -> None:
    """Every declared endpoint as a route of the application."""
    for endpoint in ENDPOINTS:
        app.add_route(
            _handler(endpoint, gate),
            endpoint.path.replace("{", "<").replace("}", ":str>"),
            methods=[endpoint.method],
            name=endpoint.name,
            error_format="json",  # not said, Sanic reads each handler's source to find it out
        )


def _handler(endpoint: Endpoint, gate: Callable[[], Gate]) -> Callable[..., Any]:
    async def handle(request: Request, **path: Any) -> Any:
        return await gate().serve(endpoint, request, path)

    return handle
