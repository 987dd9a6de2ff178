"""wechatpy's endpoint definitions for mini-programs on the asynchronous transport."""

from collections.abc import Mapping
from typing import Any

from cashews import Cache
from wechatpy import WeChatClient
from wechatpy.client.api import WeChatWxa

from gateways.errors import Ours
from gateways.http import client, text_of
from gateways.wechat_codes import DIALECT, PARTY
from gateways.wechat_token import Token
from gateways.wechat_transport import Transport


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


class Client(Transport, WeChatClient):  # type: ignore[misc]
    """wechatpy's client with httpx and the shared token underneath."""

    API_BASE_URL = ""
    dialect = DIALECT
    wxa = Wxa()

    def __init__(
        self, app_id: str, app_secret: str, *, base_url: str, seconds: float, cache: Cache
    ) -> None:
        super().__init__(app_id, app_secret)
        self._http.close()
        self.connections = client(base_url, seconds)
        self.token = Token(PARTY, app_id, cache, self._ask_token)

    async def _ask_token(self, force: bool) -> tuple[str, int]:
        body = {
            "grant_type": "client_credential",
            "appid": self.appid,
            "secret": self.secret,
            "force_refresh": force,
        }
        answer = await self.once("POST", "cgi-bin/stable_token", {}, body)
        if isinstance(answer, dict) and DIALECT.code_of(answer) == 40001:
            raise Ours(PARTY, 40001)  # here it is the secret that is wrong, not a token
        answer = DIALECT.demand(answer)
        return text_of(PARTY, answer, "access_token"), int(text_of(PARTY, answer, "expires_in"))
