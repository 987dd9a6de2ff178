"""What an endpoint gives, as a response: JSON, a file, a download, or the problem there was."""

from dataclasses import dataclass
from typing import Any

import msgspec
from sanic import HTTPResponse, Request
from sanic.response import ResponseStream, raw

from handlers.answers import Problem
from handlers.cookies import BROWSER, SESSION, Cookies
from handlers.downloads import streamed
from handlers.endpoint import Cookie, Download, Endpoint, File
from handlers.limits import RETRY_AFTER
from rules.provider_sign_in import FLOW, SKEW

BROWSER_SECONDS = int((FLOW + SKEW).total_seconds())  # longer than any way out and back
encode = msgspec.json.Encoder().encode


@dataclass(frozen=True, slots=True)
class Said:
    """A problem and its status."""

    status: int
    problem: Problem


def sent_problem(said: Said) -> HTTPResponse:
    """The problem as JSON, with the time to wait in its header too."""
    response = raw(encode(said.problem), said.status, content_type="application/json")
    response.headers["cache-control"] = "no-store"
    if RETRY_AFTER in said.problem.details:
        response.headers["retry-after"] = str(said.problem.details[RETRY_AFTER])
    return response


def sent(
    endpoint: Endpoint, answer: Any, request: Request, *, browser: str, cookies: Cookies
) -> HTTPResponse | ResponseStream:
    """What was given, with the cookies the endpoint declares; nobody on the way keeps it."""
    if isinstance(answer, Download):
        return streamed(answer, request)
    if isinstance(answer, File):
        response = _file(answer)
    else:
        response = raw(encode(answer), endpoint.status, content_type="application/json")
    response.headers["cache-control"] = "no-store"
    if endpoint.cookie is Cookie.SET:
        cookies.add(response, SESSION, answer.token)
    elif endpoint.cookie is Cookie.BROWSER:
        cookies.add(response, BROWSER, browser, max_age=BROWSER_SECONDS)
    elif endpoint.cookie is Cookie.DELETED:
        cookies.delete(response, SESSION)
    return response


def _file(answer: File) -> HTTPResponse:
    response = raw(answer.content, content_type=answer.media_type)
    response.headers["x-content-type-options"] = "nosniff"  # nobody guesses otherwise
    if answer.name:
        way = "attachment" if answer.attached else "inline"
        response.headers["content-disposition"] = f'{way}; filename="{answer.name}"'
    return response
