"""The webhooks of the OpenAPI 3.1 document: what partners are told, and how it is signed."""

from typing import Any

from actions.webhooks.messages import KeyExpires, OrderChanged, Ping, RowMapped, ServicesRecorded
from rules.webhooks import Kind

DATA: dict[Kind, type] = {
    Kind.SERVICES_RECORDED: ServicesRecorded,
    Kind.ROW_MAPPED: RowMapped,
    Kind.ORDER_CHANGED: OrderChanged,
    Kind.KEY_EXPIRES: KeyExpires,
    Kind.PING: Ping,
}
SIGNATURE = {  # header: what it carries
    "webhook-id": "The same however often a notice comes; what it tells is to be done once.",
    "webhook-timestamp": "When this was sent, in seconds since 1970; refuse one five minutes off.",
    "webhook-signature": (
        "One or, while a secret is changed, two of `v1,` and the HMAC-SHA256 with the secret, "
        "base64, over `id.timestamp.body`, separated by a space."
    ),
}


PARAMETERS = {
    name: {
        "name": name,
        "in": "header",
        "required": True,
        "description": about,
        "schema": {"type": "string"},
    }
    for name, about in SIGNATURE.items()
}


def webhooks(schemas: dict[Any, Any]) -> dict[str, Any]:
    """An operation for each kind of notice; `schemas`: those of the kinds in `DATA`."""
    return {kind.value: {"post": _operation(kind, schemas[data])} for kind, data in DATA.items()}


def _operation(kind: Kind, data: dict[str, Any]) -> dict[str, Any]:
    notice = {
        "type": "object",
        "required": ["id", "kind", "at", "data"],
        "properties": {
            "id": {"type": "string", "format": "uuid"},
            "kind": {"const": kind.value},
            "at": {"type": "string", "format": "date-time"},
            "data": data,
        },
    }
    return {
        "operationId": f"told_{kind.value}",
        "summary": (DATA[kind].__doc__ or "").split("\n")[0],
        "parameters": [{"$ref": f"#/components/parameters/{name}"} for name in PARAMETERS],
        "requestBody": {"required": True, "content": {"application/json": {"schema": notice}}},
        "responses": {
            "2XX": {
                "description": "Heard. Anything else, or no answer within ten seconds: told again."
            }
        },
    }
