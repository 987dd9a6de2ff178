"""WeChat's server interfaces: wechatpy's endpoint definitions on an asynchronous transport.

wechatpy's own transport is synchronous, retries 40001 without limit and takes its token without
a lock or a timeout, so `_request` is replaced; the definitions of its `client.wxa` are kept.
https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/
"""

import asyncio
import base64
import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cashews import Cache
from wechatpy import WeChatClient
from wechatpy.client.api import WeChatWxa

from gateways.errors import GatewayError, Ours, Permanent, Temporary
from gateways.http import call, client, object_of

PARTY = "wechat"
TOKEN_ERRORS = frozenset({40001, 40014, 42001})
# Supplier codes in one place. What stands in neither set is a mistake of ours.
PERMANENT = frozenset({40003, 40029, 40037, 40163, 40226, 41030, 43101, 47003, 40097, 87014})
TEMPORARY = frozenset({-1, 45009, 45011, 40001, 40014, 42001, 43104})
FORCED_A_DAY = 20
FORCED_EVERY_SECONDS = 30
EARLY_SECONDS = 300
# Longest values of template fields by the kind at the start of their name.
LENGTHS = {"thing": 20, "phrase": 5, "character_string": 32, "number": 32, "name": 10}


@dataclass(frozen=True, slots=True)
class Template:
    """A subscription template: its id and which of our facts goes into which of its fields."""

    id: str
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class WeChatSettings:
    app_id: str
    app_secret: str = field(repr=False)
    base_url: str = "https://api.weixin.qq.com"
    templates: Mapping[str, Template] = field(default_factory=dict)
    state: str = "formal"


class _Wxa(WeChatWxa):  # type: ignore[misc]
    """Definitions wechatpy lacks or has in an older form."""

    API_BASE_URL = ""

    def send_subscribe(
        self, openid: str, template_id: str, data: Any, page: str, state: str
    ) -> Any:
        body = {
            "touser": openid,
            "template_id": template_id,
            "data": data,
            "page": page,
            "miniprogram_state": state,
            "lang": "zh_CN",
        }
        return self._post("cgi-bin/message/subscribe/send", data=body)

    def face_id(self, body: dict[str, Any]) -> Any:
        return self._post("cityservice/face/identify/getverifyid", data=body)

    def face_info(self, body: dict[str, Any]) -> Any:
        return self._post("cityservice/face/identify/queryverifyinfo", data=body)


class _Client(WeChatClient):  # type: ignore[misc]
    """wechatpy's client with httpx underneath: `client.wxa.…` becomes awaitable."""

    API_BASE_URL = ""
    wxa = _Wxa()

    def __init__(self, settings: WeChatSettings, cache: Cache) -> None:
        super().__init__(settings.app_id, settings.app_secret)
        self._http.close()
        self._transport = client(settings.base_url)
        self._cache = cache
        self._key = f"wechat:{settings.app_id}"
        self._asking = asyncio.Lock()

    async def close(self) -> None:
        await self._transport.aclose()

    async def _request(
        self,
        method: str,
        url_or_endpoint: str,
        *,
        params: dict[str, Any] | None = None,
        data: Any = None,
        result_processor: Any = None,
        **_: Any,
    ) -> Any:
        """One call; a token the other side no longer knows is replaced once."""
        token = await self.token()
        answer = await self._once(method, url_or_endpoint, token, params, data)
        if isinstance(answer, dict) and answer.get("errcode") in TOKEN_ERRORS:
            token = await self.token(bad=token)
            answer = await self._once(method, url_or_endpoint, token, params, data)
        if isinstance(answer, dict):
            _demand(answer)
        return result_processor(answer) if result_processor else answer

    async def _once(
        self, method: str, url: str, token: str, params: dict[str, Any] | None, data: Any
    ) -> dict[str, Any] | bytes:
        values: dict[str, Any] = {"params": {**(params or {}), "access_token": token}}
        if data is not None:
            values["content"] = json.dumps(data, ensure_ascii=False).encode()
        response = await call(PARTY, self._transport, method, url, **values)
        if response.headers.get("content-type", "").startswith("image/"):
            return response.content
        return object_of(PARTY, response)

    async def token(self, bad: str | None = None) -> str:
        """The stable token. A forced refresh only if the same bad token comes back, guarded."""
        kept = await self._kept()
        if kept and kept != bad:
            return kept
        async with self._asking:
            kept = await self._kept()
            if kept and kept != bad:
                return kept
            fresh, seconds = await self._ask(force=False)
            if fresh == bad:
                await self._guard()
                fresh, seconds = await self._ask(force=True)
            await self._keep(fresh, max(seconds - EARLY_SECONDS, 1))
            return fresh

    async def _kept(self) -> str | None:
        try:
            kept = await self._cache.get(f"{self._key}:token")
        except Exception:  # the cache is down: ask WeChat, whose token is stable
            return None
        return str(kept) if kept else None

    async def _keep(self, token: str, seconds: int) -> None:
        try:
            await self._cache.set(f"{self._key}:token", token, expire=seconds)
        except Exception:
            return

    async def _guard(self) -> None:
        """At most one forced refresh in 30 seconds and 20 a day, for all processes together."""
        recent = await self._cache.incr(f"{self._key}:forced", expire=FORCED_EVERY_SECONDS)
        today = await self._cache.incr(f"{self._key}:forced_today", expire=86400)
        if recent > 1 or today > FORCED_A_DAY:
            raise Temporary(PARTY, "token_refresh_guarded")

    async def _ask(self, *, force: bool) -> tuple[str, int]:
        body = {
            "grant_type": "client_credential",
            "appid": self.appid,
            "secret": self.secret,
            "force_refresh": force,
        }
        response = await call(PARTY, self._transport, "POST", "cgi-bin/stable_token", json=body)
        answer = object_of(PARTY, response)
        _demand(answer)
        return str(answer["access_token"]), int(answer["expires_in"])

    async def code_to_session(self, code: str) -> dict[str, Any]:
        """`sns/jscode2session`, which takes the secret and no token."""
        params = {
            "appid": self.appid,
            "secret": self.secret,
            "js_code": code,
            "grant_type": "authorization_code",
        }
        response = await call(PARTY, self._transport, "GET", "sns/jscode2session", params=params)
        answer = object_of(PARTY, response)
        _demand(answer)
        return answer


def _demand(answer: dict[str, Any]) -> None:
    """Raise what an error code means."""
    code = int(answer.get("errcode") or 0)
    if code:
        raise error_of(code)


def error_of(code: int) -> GatewayError:
    """The failure a supplier code stands for."""
    if code in PERMANENT:
        return Permanent(PARTY, code)
    if code in TEMPORARY:
        return Temporary(PARTY, code)
    return Ours(PARTY, code)


def template_data(template: Template, facts: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """The template's fields with values cut to the length their kind allows (47003)."""
    data = {}
    for name, fact in template.fields.items():
        kind = name.rstrip("0123456789")
        value = facts.get(fact, "")
        longest = LENGTHS.get(kind, 32)
        data[name] = {"value": value if len(value) <= longest else value[: longest - 1] + "…"}
    return data


def cert_hash(name: str, number: str, kind: str = "IDENTITY_CARD") -> str:
    """What WeChat wants of a face-verified document: hexadecimal SHA-256 over its parts."""
    parts = [("cert_type", kind), ("cert_name", name), ("cert_no", number)]
    text = "&".join(f"{key}={base64.b64encode(value.encode()).decode()}" for key, value in parts)
    return hashlib.sha256(text.encode()).hexdigest()


class WeChat:
    """What the product needs of WeChat. Temporary, Permanent and Ours are all it raises."""

    def __init__(self, settings: WeChatSettings, cache: Cache) -> None:
        self.settings = settings
        self._client = _Client(settings, cache)

    async def close(self) -> None:
        await self._client.close()

    async def code_to_session(self, code: str) -> str:
        """The openid of a login code, which works once (40029, 40163 are permanent)."""
        answer = await self._client.code_to_session(code)
        if not answer.get("openid"):
            raise Temporary(PARTY, "no_openid")
        return str(answer["openid"])

    async def send_subscribe(
        self, openid: str, topic: str, facts: Mapping[str, str], *, page: str
    ) -> None:
        """A subscription message; 43101 (no consent left) and malformed data are permanent."""
        template = self.settings.templates.get(topic)
        if template is None:
            raise Ours(PARTY, "no_template")
        data = template_data(template, facts)
        await self._client.wxa.send_subscribe(openid, template.id, data, page, self.settings.state)

    async def window_code(self, scene: str, page: str) -> bytes:
        """The 小程序码 of a scene of at most 32 characters, as a picture."""
        code = await self._client.wxa.get_wxa_code_unlimited(scene, page=page)
        if not isinstance(code, bytes):
            raise Temporary(PARTY, "no_picture")
        return code

    async def face_start(self, openid: str, name: str, number: str) -> tuple[str, str]:
        """Begin a face verification: WeChat's verify id and our own serial number."""
        serial = secrets.token_hex(16)
        body = {
            "out_seq_no": serial,
            "cert_info": {"cert_type": "IDENTITY_CARD", "cert_name": name, "cert_no": number},
            "openid": openid,
        }
        answer = await self._client.wxa.face_id(body)
        return str(answer["verify_id"]), serial

    async def face_passed(
        self, verify_id: str, serial: str, openid: str, name: str, number: str
    ) -> bool:
        """Whether the person passed: errcode 0 and verify_ret 10000, nothing less."""
        body = {
            "verify_id": verify_id,
            "out_seq_no": serial,
            "cert_hash": cert_hash(name, number),
            "openid": openid,
        }
        answer = await self._client.wxa.face_info(body)
        return int(answer.get("verify_ret", 0)) == 10000
