"""wechatpy's endpoint definitions on an asynchronous transport.

wechatpy's own transport is synchronous, retries 40001 without limit and fetches its token
without a lock or a timeout; `_request` replaces it, and `client.wxa.…` becomes awaitable.
"""

import json
from collections.abc import Mapping
from typing import Any

from cashews import Cache
from wechatpy import WeChatClient
from wechatpy.client.api import WeChatWxa

from gateways.errors import GatewayError, Ours
from gateways.http import call, client, object_of, text_of
from gateways.wechat_codes import PARTY, TOKEN_CODES, code_of, error_of
from gateways.wechat_token import Token


class Wxa(WeChatWxa):  # type: ignore[misc]
    """Definitions wechatpy lacks, or has in an older form than WeChat now documents."""

    API_BASE_URL = ""  # the transport's

    def code_to_session(self, code: str) -> Any:
        """https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/user-login/code2Session.html"""
        params = {
            "appid": self.appid,
            "secret": self.secret,
            "js_code": code,
            "grant_type": "authorization_code",
        }
        return self._get("sns/jscode2session", params=params, with_token=False)

    def send_subscribe(self, message: Mapping[str, Any]) -> Any:
        """…/mp-message-management/subscribe-message/sendMessage.html; the state and the language
        of the page are not in wechatpy's definition."""
        return self._post("cgi-bin/message/subscribe/send", data=message)

    def window_code(self, scene: str, page: str, env_version: str) -> Any:
        """…/qrcode-link/qr-code/getUnlimitedQRCode.html; env_version is not in wechatpy's."""
        body = {"scene": scene, "page": page, "check_path": True, "env_version": env_version}
        return self._post("wxa/getwxacodeunlimit", data=body)

    def check_text(self, openid: str, content: str) -> Any:
        """…/sec-center/sec-check/msgSecCheck.html; version 2, scene 2 (comment)."""
        body = {"version": 2, "scene": 2, "openid": openid, "content": content}
        return self._post("wxa/msg_sec_check", data=body)

    def phone_number(self, code: str) -> Any:
        """…/user-info/phone-number/getPhoneNumber.html"""
        return self._post("wxa/business/getuserphonenumber", data={"code": code})

    def face_start(self, body: Mapping[str, Any]) -> Any:
        """https://developers.weixin.qq.com/miniprogram/dev/server/API/face/api_getverifyid.html"""
        return self._post("cityservice/face/identify/getverifyid", data=body)

    def face_result(self, body: Mapping[str, Any]) -> Any:
        """…/server/API/face/api_queryverifyinfo.html"""
        return self._post("cityservice/face/identify/queryverifyinfo", data=body)


class Client(WeChatClient):  # type: ignore[misc]
    """wechatpy's client with httpx and the shared token underneath."""

    API_BASE_URL = ""
    wxa = Wxa()

    def __init__(
        self, app_id: str, app_secret: str, *, base_url: str, seconds: float, cache: Cache
    ) -> None:
        super().__init__(app_id, app_secret)
        self._http.close()
        self._transport = client(base_url, seconds)
        self._token = Token(app_id, cache, self._ask_token)

    async def close(self) -> None:
        await self._transport.aclose()

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
            return _demand(await self._once(*ask))
        token = await self._token.current()
        answer = await self._once(*ask, token)
        if isinstance(answer, dict) and code_of(answer) in TOKEN_CODES:
            answer = await self._once(*ask, await self._token.instead_of(token))
        return _demand(answer)

    async def _once(
        self, method: str, url: str, params: Mapping[str, Any], data: Any, token: str = ""
    ) -> dict[str, Any] | bytes:
        values: dict[str, Any] = {
            "params": {**params, **({"access_token": token} if token else {})}
        }
        if data is not None:
            # WeChat refuses \\uXXXX escapes (40033).
            values["content"] = json.dumps(data, ensure_ascii=False).encode()
            values["headers"] = {"content-type": "application/json"}
        response = await call(PARTY, self._transport, method, url, **values)
        if response.headers.get("content-type", "").startswith("image/"):
            return response.content
        return object_of(PARTY, response)

    async def _ask_token(self, force: bool) -> tuple[str, int]:
        body = {
            "grant_type": "client_credential",
            "appid": self.appid,
            "secret": self.secret,
            "force_refresh": force,
        }
        answer = await self._once("POST", "cgi-bin/stable_token", {}, body)
        if isinstance(answer, dict) and code_of(answer) == 40001:
            raise Ours(PARTY, 40001)  # here it is the secret that is wrong, not a token
        answer = _demand(answer)
        return text_of(PARTY, answer, "access_token"), int(text_of(PARTY, answer, "expires_in"))


def _demand(answer: Any) -> Any:
    """The answer, if its code says that all is well."""
    if isinstance(answer, dict) and (code := code_of(answer)):
        failure: GatewayError = error_of(code)
        raise failure
    return answer
