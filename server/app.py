"""The application: routes, front ends, health, and what is opened and closed with it."""

import logging
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from functools import cache
from itertools import count
from typing import Any

import msgspec
from sanic import HTTPResponse, Request, Sanic
from sanic.exceptions import MethodNotAllowed, PayloadTooLarge, SanicException
from sanic.response import raw

import handlers  # noqa: F401  (declares the endpoints)
from actions.dependencies import Dependencies
from handlers.answers import problem
from handlers.channels.device_socket import add_device_socket
from handlers.endpoint import ENDPOINTS
from handlers.openapi import document, partner_document
from handlers.routes import Gate, add_routes, places
from server.clock import utc_now
from server.database import answers
from server.jobs import Job, JobLoop
from server.settings import Settings
from server.static import add_front_ends, add_verification
from server.wiring import dependencies

NAMES = count(1)
log = logging.getLogger("haochaping.http")
Clock = Callable[[], datetime]


def create_app(*, settings: Settings, clock: Clock = utc_now) -> Sanic[Any, Any]:
    """One application. Several may live in one process, as tests do."""
    app: Sanic[Any, Any] = Sanic(f"haochaping-{next(NAMES)}", configure_logging=False)
    app.config.update(
        ACCESS_LOG=False,
        TOUCHUP=False,
        REQUEST_MAX_SIZE=max(each.raw_limit or 0 for each in ENDPOINTS) + 100_000,
        REQUEST_TIMEOUT=30,
        RESPONSE_TIMEOUT=60,
        GRACEFUL_SHUTDOWN_TIMEOUT=10.0,
        WEBSOCKET_MAX_SIZE=4096,
        REAL_IP_HEADER="x-real-ip",
    )
    house = _House(settings, clock)
    app.before_server_start(house.open)
    app.before_server_stop(house.close)
    add_routes(app, lambda: house.gate)
    add_device_socket(app, lambda: house.gate)
    _add_health(app)
    add_verification(app, settings.verification_dir)
    add_front_ends(app, h5_dir=settings.h5_dir, web_dir=settings.web_dir)
    app.error_handler.add(SanicException, _refused)
    app.error_handler.add(Exception, _failed)
    app.ctx.house = house
    return app


class _House:
    """What lives as long as the server does."""

    def __init__(self, settings: Settings, clock: Clock) -> None:
        self.settings = settings
        self.clock = clock
        self.gate: Gate
        self.deps: Dependencies
        self._open: AbstractAsyncContextManager[Dependencies]
        self._jobs: JobLoop | None = None
        self.more_jobs: list[tuple[float, Job]] = []

    async def open(self, app: Any) -> None:
        self._open = dependencies(self.settings)
        self.deps = await self._open.__aenter__()
        self.gate = Gate(
            self.deps,
            clock=self.clock,
            staff_networks=self.settings.staff_networks,
            secure_cookies=self.settings.secure_cookies,
        )
        self._jobs = JobLoop(self.deps, clock=self.clock)
        if self.settings.jobs:
            self._jobs.jobs += self.more_jobs
        else:
            self._jobs.jobs = self._jobs.own
        self._jobs.start()

    async def close(self, app: Any) -> None:
        if self._jobs is not None:
            await self._jobs.stop()
        await self.gate.drain()
        await self._open.__aexit__(None, None, None)


@cache
def _specification() -> tuple[bytes, bytes]:
    """The whole document and the partners' part."""
    return msgspec.json.encode(document(ENDPOINTS)), msgspec.json.encode(partner_document())


def _add_health(app: Sanic[Any, Any]) -> None:
    whole, partners = _specification()

    @app.get("/healthz")
    async def healthz(request: Request) -> HTTPResponse:
        return raw(b'{"alive":true}', content_type="application/json")

    @app.get("/readyz")
    async def readyz(request: Request) -> HTTPResponse:
        ready = await answers()
        body = msgspec.json.encode({"ready": ready})
        return raw(body, 200 if ready else 503, content_type="application/json")

    @app.get("/api/openapi.json")
    async def openapi(request: Request) -> HTTPResponse:
        return raw(whole, content_type="application/json")

    @app.get("/api/intake/openapi.json")
    async def partner_openapi(request: Request) -> HTTPResponse:
        return raw(partners, content_type="application/json")


async def _failed(request: Request, error: Exception) -> HTTPResponse:
    """What no endpoint caught: type and places into the log, no message."""
    log.error("request failed: %s", places(error))
    status, body = problem("internal")
    return raw(msgspec.json.encode(body), status, content_type="application/json")


async def _refused(request: Request, error: SanicException) -> HTTPResponse:
    """Sanic's own refusals in our words; they never quote what was sent."""
    code = "not_found"
    if isinstance(error, PayloadTooLarge):
        code = "too_large"
    elif isinstance(error, MethodNotAllowed):
        code = "method_not_allowed"
    elif error.status_code >= 500:
        code = "internal"
    elif error.status_code != 404:
        code = "bad_request"
    status, body = problem(code)
    return raw(msgspec.json.encode(body), status, content_type="application/json")
