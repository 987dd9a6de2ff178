"""How a partner signs a request: key id, time, nonce, and HMAC-SHA256 of five lines."""

import hashlib
import hmac
import secrets
from collections.abc import Generator
from datetime import UTC, datetime

import httpx


class Signed(httpx.Auth):
    """Give it to a client: `httpx.AsyncClient(base_url=…, auth=Signed(key_id, secret))`.

    Each request gets a time and a nonce of its own, a repeated one too. The signature is
    hexadecimal; the lines are joined by a line feed, and the path has no query.
    """

    requires_request_body = True

    def __init__(self, key_id: str, secret: str) -> None:
        self.key_id = key_id
        self.secret = secret.encode()

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        now = datetime.now(UTC)  # noqa: TID251  (the edge of a partner's own program)
        request.headers.update(self.headers(request, at=now.isoformat()))
        yield request

    def headers(self, request: httpx.Request, *, at: str, nonce: str = "") -> dict[str, str]:
        """The four headers of one request signed at `at`, ISO 8601 with its zone."""
        nonce = nonce or secrets.token_hex(16)
        body = hashlib.sha256(request.content).hexdigest()
        lines = "\n".join([request.method, request.url.path, at, nonce, body])
        signature = hmac.new(self.secret, lines.encode(), hashlib.sha256).hexdigest()
        return {"x-key-id": self.key_id, "x-time": at, "x-nonce": nonce, "x-signature": signature}
