"""wechatpy's endpoint definitions for WeCom (企业微信; 政务微信 and 粤政易 speak alike) on the
asynchronous transport."""

from cashews import Cache
from wechatpy.enterprise import WeChatClient

from gateways.errors import Temporary
from gateways.http import client, text_of
from gateways.wechat_token import Token
from gateways.wechat_transport import Transport
from gateways.wecom_codes import DIALECT, PARTY


class Client(Transport, WeChatClient):  # type: ignore[misc]
    """wechatpy's client with httpx and the shared token underneath."""

    API_BASE_URL = ""
    dialect = DIALECT

    def __init__(
        self,
        corp_id: str,
        agent_id: int,
        secret: str,
        *,
        base_url: str,
        seconds: float,
        cache: Cache,
    ) -> None:
        super().__init__(corp_id, secret)
        self._http.close()
        self.connections = client(base_url.rstrip("/") + "/cgi-bin/", seconds)
        self.token = Token(PARTY, f"{corp_id}:{agent_id}", cache, self._ask_token)

    async def _ask_token(self, force: bool) -> tuple[str, int]:
        """`gettoken` hands the same token out until its end and knows no forced refresh.

        https://developer.work.weixin.qq.com/document/path/91039
        """
        if force:
            raise Temporary(PARTY, "same_bad_token")
        params = {"corpid": self.corp_id, "corpsecret": self.secret}
        answer = DIALECT.demand(await self.once("GET", "gettoken", params, None))
        return text_of(PARTY, answer, "access_token"), int(text_of(PARTY, answer, "expires_in"))
