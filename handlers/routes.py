"""The only way in: every declared endpoint becomes a route that admits, parses, runs, answers."""

import asyncio
import logging
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from ipaddress import ip_network
from typing import Any
from uuid import UUID

import msgspec
from sanic import HTTPResponse, Request, Sanic
from sanic.response import ResponseStream, raw

from actions.dependencies import Dependencies
from actions.keys import new_token
from actions.kiosks import kiosks
from actions.services import partners
from actions.services.contacts import ALL_WELL
from actions.sql.away import is_away
from actions.trail import audit
from actions.windows import rating_devices
from handlers import cookies
from handlers.answers import Problem, of_refusal, problem
from handlers.clients import client_of
from handlers.cookies import Cookies
from handlers.downloads import streamed
from handlers.endpoint import ENDPOINTS, Call, Cookie, Download, Endpoint, File
from handlers.limits import RETRY_AFTER, allowed, check_partner
from handlers.permissions import SIGNED, May, allows, in_scope
from handlers.reading import body_of, where
from rules.actors import Actor, Anyone, Citizen, Partner, StaffMember
from rules.networks import OutsideNetwork, within
from rules.refusals import NotFound, Refused

BROWSER_SECONDS = 15 * 60  # longer than any way out and back (rules/provider_sign_in.py)
OWN_HEADER = "x-haochaping"  # a form of a foreign page cannot set it
SAFE = frozenset({"GET", "HEAD"})
encode = msgspec.json.Encoder().encode
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
        self.networks = [ip_network(network) for network in staff_networks]
        self.cookies = Cookies(secure_cookies)
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
            return _json(answer)
        if isinstance(by, Partner):
            self.deps.contacts.note(by.partner_id, endpoint.name, ALL_WELL, now=now)
        return self._send(endpoint, answer, request, browser)

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
            by = await self._who(endpoint, request, now)
            refused = await self._admit(endpoint, request, by, now)
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

    def _count(self, endpoint: Endpoint, by: Actor, said: "Said", now: datetime) -> None:
        """What a partner was refused, counted in memory."""
        if isinstance(by, Partner):
            self.deps.contacts.note(by.partner_id, endpoint.name, said.problem.code, now=now)

    async def _who(self, endpoint: Endpoint, request: Request, now: datetime) -> Actor:
        if endpoint.may in SIGNED:
            return await partners.identify(_signed(request), deps=self.deps, now=now)
        token = request.token or ""
        if endpoint.may is May.DEVICE:
            return await rating_devices.identify(token, now=now)
        if endpoint.may is May.KIOSK:
            return await kiosks.identify(token, now=now)
        if token:
            return await self.deps.sessions.actor(token, now)
        return await self._of_cookie(request, now)

    async def _of_cookie(self, request: Request, now: datetime) -> Actor:
        """A browser at the desk: its cookie speaks for staff alone, and for no foreign form."""
        token = self.cookies.read(request, cookies.SESSION)
        if request.method not in SAFE and OWN_HEADER not in request.headers:
            token = ""
        by = await self.deps.sessions.actor(token, now)
        return by if isinstance(by, StaffMember) else Anyone()

    async def _admit(
        self, endpoint: Endpoint, request: Request, by: Actor, now: datetime
    ) -> str | None:
        """The code of the refusal, or None."""
        if isinstance(by, StaffMember) and not self._from_office(request):
            by = Anyone()
        if not allows(endpoint.may, by):
            if isinstance(by, StaffMember):
                await audit.record(by=by, action=endpoint.name, outcome="forbidden", now=now)
                return "forbidden"
            if isinstance(by, Partner):
                return "out_of_scope"
            if isinstance(by, Citizen):
                return "real_name_needed" if endpoint.may is May.EVALUATOR else "forbidden"
            return "sign_in_needed"
        if isinstance(by, StaffMember):
            await self._demand_network(endpoint, request, by, now)
        if isinstance(by, Partner):
            await check_partner(by, self.deps.cache, now)
            if not in_scope(endpoint.path, by):
                return "out_of_scope"
        if endpoint.limit and not await allowed(endpoint, request, by, self.deps.cache):
            return "too_many_requests"
        return None

    def _from_office(self, request: Request) -> bool:
        return not self.networks or within(address_of(request), self.networks)

    async def _demand_network(
        self, endpoint: Endpoint, request: Request, by: StaffMember, now: datetime
    ) -> None:
        """Raise `OutsideNetwork` where the account's place does not admit the address."""
        if not await self.deps.networks.admits(by, address_of(request), now=now):
            await audit.record(by=by, action=endpoint.name, outcome="outside_network", now=now)
            raise OutsideNetwork

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

    def _send(
        self, endpoint: Endpoint, answer: Any, request: Request, browser: str
    ) -> HTTPResponse | ResponseStream:
        if isinstance(answer, Download):
            return streamed(answer, request)
        if isinstance(answer, File):
            response = raw(answer.content, content_type=answer.media_type)
            response.headers["x-content-type-options"] = "nosniff"  # nobody guesses otherwise
            if answer.name:
                way = "attachment" if answer.attached else "inline"
                response.headers["content-disposition"] = f'{way}; filename="{answer.name}"'
        else:
            response = raw(encode(answer), endpoint.status, content_type="application/json")
        response.headers["cache-control"] = "no-store"
        if endpoint.cookie is Cookie.SET:
            self.cookies.add(response, cookies.SESSION, answer.token)
        elif endpoint.cookie is Cookie.BROWSER:
            self.cookies.add(response, cookies.BROWSER, browser, max_age=BROWSER_SECONDS)
        elif endpoint.cookie is Cookie.DELETED:
            self.cookies.delete(response, cookies.SESSION)
        return response


def address_of(request: Request) -> str:
    """The client's address; behind nginx the one nginx names."""
    return request.remote_addr or request.ip


def _browser(endpoint: Endpoint, request: Request, kept: Cookies) -> str:
    """The secret of this browser: a new one each time it leaves, else the one it came with."""
    if endpoint.cookie is Cookie.BROWSER:
        return new_token()
    return kept.read(request, cookies.BROWSER)


@dataclass(frozen=True, slots=True)
class Said:
    """A problem and its status."""

    status: int
    problem: Problem


def _signed(request: Request) -> partners.SignedRequest:
    return partners.SignedRequest(
        key_id=request.headers.get("x-key-id", ""),
        method=request.method,
        path=request.path,
        at=request.headers.get("x-time", ""),
        nonce=request.headers.get("x-nonce", ""),
        body=request.body,
        signature=request.headers.get("x-signature", ""),
        address=address_of(request),
    )


def _json(said: Said) -> HTTPResponse:
    response = raw(encode(said.problem), said.status, content_type="application/json")
    response.headers["cache-control"] = "no-store"
    if RETRY_AFTER in said.problem.details:
        response.headers["retry-after"] = str(said.problem.details[RETRY_AFTER])
    return response


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
