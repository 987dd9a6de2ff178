"""The asynchronous transport under wechatpy's endpoint definitions, WeChat's and WeCom's alike.

wechatpy's own transport is synchronous, retries 40001 without limit and fetches its token
without a lock or a timeout; `_request` replaces it, and `client.wxa.…` becomes awaitable.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import httpx

from gateways.errors import GatewayError, Temporary
from gateways.http import call, object_of
from gateways.wechat_token import Token


@dataclass(frozen=True, slots=True)
class Dialect:
    """How one party speaks: its name, codes that blame the token, what its codes mean."""

    party: str
    token_codes: frozenset[int]
    error_of: Callable[[int], GatewayError]

    def code_of(self, answer: Mapping[str, object]) -> int:
        """The error code of an answer; 0 if all is well, and success may leave it out."""
        code = answer.get("errcode") or 0
        if not isinstance(code, int | str) or not str(code).lstrip("-").isdigit():
            raise Temporary(self.party, "not_a_code")
        return int(code)

    def demand(self, answer: Any) -> Any:
        """The answer, if its code says that all is well."""
        if isinstance(answer, dict) and (code := self.code_of(answer)):
            raise self.error_of(code)
        return answer


class Transport:
    """Takes the place of wechatpy's `_request`; the client sets these three."""

    dialect: Dialect
    connections: httpx.AsyncClient
    token: Token

    async def close(self) -> None:
        await self.connections.aclose()

    async def _request(
        self,
        method: str,
        url_or_endpoint: str,
        *,
        params: Mapping[str, Any] | None = None,
        data: Any = None,
        with_token: bool = True,
        **_: Any,
    ) -> Any:
        """The answer's object, or the bytes of a picture; a refused token is replaced once."""
        ask = (method, url_or_endpoint, params or {}, data)
        if not with_token:
            return self.dialect.demand(await self.once(*ask))
        token = await self.token.current()
        answer = await self.once(*ask, token)
        if isinstance(answer, dict) and self.dialect.code_of(answer) in self.dialect.token_codes:
            answer = await self.once(*ask, await self.token.instead_of(token))
        return self.dialect.demand(answer)

    async def once(
        self, method: str, url: str, params: Mapping[str, Any], data: Any, token: str = ""
    ) -> dict[str, Any] | bytes:
        """One call, whatever its code says."""
        values: dict[str, Any] = {
            "params": {**params, **({"access_token": token} if token else {})}
        }
        if data is not None:
            # WeChat refuses \\uXXXX escapes (40033).
            values["content"] = json.dumps(data, ensure_ascii=False).encode()
            values["headers"] = {"content-type": "application/json"}
        response = await call(self.dialect.party, self.connections, method, url, **values)
        if response.headers.get("content-type", "").startswith("image/"):
            return response.content
        return object_of(self.dialect.party, response)
