"""The OpenAPI 3.1 document, made from the declarations."""

from typing import Any

import msgspec

from handlers.answers import ANSWERS, COMMON, Problem
from handlers.endpoint import ENDPOINTS, Download, Endpoint, File, Nothing
from handlers.examples import EXAMPLES
from handlers.openapi_moments import mark_moments
from handlers.openapi_webhooks import DATA, PARAMETERS, webhooks
from handlers.permissions import ROLES, SIGNED, May

CITIZENS = (May.VISITOR, May.EVALUATOR)
SIGNATURE = {  # header: what it carries
    "X-Key-Id": "Which credentials the request is signed with.",
    "X-Time": "When it was signed, ISO 8601 with its zone; not more than ten minutes off.",
    "X-Nonce": "A text never used before.",
    "X-Signature": (
        "HMAC-SHA256 with the secret, hexadecimal, over five lines: method, path, time, nonce, "
        "SHA-256 of the body in hexadecimal."
    ),
}
REF = "#/components/schemas/{name}"


def document(endpoints: list[Endpoint]) -> dict[str, Any]:
    """The whole document; sorted, so that it changes only when a declaration does."""
    kinds = [*_kinds(endpoints), *DATA.values()]
    schemas, components = msgspec.json.schema_components(kinds, ref_template=REF)
    mark_moments(kinds, components)
    named = dict(zip(kinds, schemas, strict=True))
    paths: dict[str, Any] = {}
    for endpoint in endpoints:
        paths.setdefault(endpoint.path, {})[endpoint.method.lower()] = _operation(endpoint, named)
    return {
        "openapi": "3.1.0",
        "info": {"title": "潮州市政务服务“好差评”", "version": "1"},
        "paths": dict(sorted(paths.items())),
        "webhooks": webhooks(named),
        "components": {
            "schemas": dict(sorted(components.items())),
            "parameters": PARAMETERS,
            "securitySchemes": {
                "session": {"type": "http", "scheme": "bearer"},
                **{
                    name: {"type": "apiKey", "in": "header", "name": name, "description": about}
                    for name, about in SIGNATURE.items()
                },
            },
        },
    }


def partner_document() -> dict[str, Any]:
    """What partners sign: the part of the document they read and make their clients from."""
    return document([endpoint for endpoint in ENDPOINTS if endpoint.may in SIGNED])


def _kinds(endpoints: list[Endpoint]) -> list[Any]:
    kinds: list[Any] = [Problem]
    for endpoint in endpoints:
        kinds += [endpoint.takes, endpoint.gives]
    return [kind for kind in dict.fromkeys(kinds) if kind not in (File, Download)]


def _operation(endpoint: Endpoint, schemas: dict[Any, Any]) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "operationId": endpoint.name,
        "summary": endpoint.summary,
        "description": endpoint.description,
        "tags": [endpoint.may.value],
        "x-may": endpoint.may.value,
        "parameters": [*_path_parameters(endpoint), *_query_parameters(endpoint)],
        "responses": _responses(endpoint, schemas),
    }
    if endpoint.may in SIGNED:
        operation["security"] = [{"partner": []}]
    elif endpoint.may is not May.ANYONE:
        operation["security"] = [{"session": []}]
    if endpoint.raw_limit is not None:
        upload = {"schema": {"type": "string", "format": "binary"}}
        operation["requestBody"] = {"required": True, "content": {endpoint.raw_type: upload}}
    elif endpoint.method != "GET" and endpoint.takes is not Nothing:
        content = {"schema": schemas[endpoint.takes]}
        if endpoint.name in EXAMPLES:
            content["example"] = EXAMPLES[endpoint.name]
        operation["requestBody"] = {"required": True, "content": {"application/json": content}}
    return operation


def _path_parameters(endpoint: Endpoint) -> list[dict[str, Any]]:
    return [
        {"name": name, "in": "path", "required": True, "schema": msgspec.json.schema(kind)}
        for name, kind in endpoint.parameters.items()
    ]


def _query_parameters(endpoint: Endpoint) -> list[dict[str, Any]]:
    if endpoint.method != "GET" or endpoint.takes is Nothing:
        return []
    schemas = msgspec.json.schema(endpoint.takes)["$defs"]
    mark_moments([endpoint.takes], schemas)
    schema = schemas[endpoint.takes.__name__]
    return [
        {"name": name, "in": "query", "required": False, "schema": kind}
        for name, kind in schema["properties"].items()
    ]


def _responses(endpoint: Endpoint, schemas: dict[Any, Any]) -> dict[str, Any]:
    if endpoint.gives in (File, Download):
        good: dict[str, Any] = {"*/*": {"schema": {"type": "string", "format": "binary"}}}
    else:
        good = {"application/json": {"schema": schemas[endpoint.gives]}}
    responses = {str(endpoint.status): {"description": "done", "content": good}}
    by_status: dict[int, list[str]] = {}
    for code in (*COMMON, *_by_session(endpoint), *endpoint.errors):
        by_status.setdefault(ANSWERS[code][0], []).append(code)
    for status, codes in sorted(by_status.items()):
        responses[str(status)] = {
            "description": ", ".join(codes),
            "x-codes": {code: ANSWERS[code][1] for code in codes},
            "content": {"application/json": {"schema": schemas[Problem]}},
        }
    return responses


def _by_session(endpoint: Endpoint) -> tuple[str, ...]:
    """What the session of the caller may lead to."""
    if endpoint.may in ROLES:
        return ("outside_network",)
    return ("token_old",) if endpoint.may in CITIZENS else ()
