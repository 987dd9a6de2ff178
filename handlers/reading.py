"""What a request carries, read into the struct its endpoint declares."""

import re
from typing import Any

import msgspec
from sanic import Request

from handlers.endpoint import Endpoint, Nothing, Rows
from rules.refusals import TooLarge

# U+0000 is a character no database column takes; nobody types it.
ESCAPED_NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")
# A thousand services written at length: the most nginx lets through to those who send JSON.
MOST_BYTES = 4 * 1024 * 1024
DECODERS: dict[type[Any], msgspec.json.Decoder[Any]] = {}


def body_of(endpoint: Endpoint, request: Request) -> Any:
    """The body, or the query string of GET; raises msgspec's errors and `TooLarge`."""
    if len(request.body) > (endpoint.raw_limit or MOST_BYTES):
        raise TooLarge
    if endpoint.raw_limit is not None:
        return request.body
    if endpoint.takes is Nothing:
        return Nothing()
    if endpoint.method == "GET":
        query = {name: values[0] for name, values in request.args.items()}
        if any("\x00" in value for value in query.values()):
            raise msgspec.ValidationError
        return msgspec.convert(query, endpoint.takes, strict=False)
    if not issubclass(endpoint.takes, Rows) and ESCAPED_NUL.search(request.body):
        raise msgspec.ValidationError
    return decoder(endpoint.takes).decode(request.body)


def decoder(kind: type[Any]) -> msgspec.json.Decoder[Any]:
    """One decoder for each struct."""
    if kind not in DECODERS:
        DECODERS[kind] = msgspec.json.Decoder(kind)
    return DECODERS[kind]


def where(error: Exception) -> str:
    """Only the place of the mistake: the rest of msgspec's message may quote the value."""
    text = str(error)
    return text.rsplit(" - at `", 1)[1].rstrip("`") if " - at `" in text else ""
