"""What the product needs of WeCom: notices to staff. `Temporary`, `Permanent`, `Ours` come out.

政务微信 and 粤政易 are installations of WeCom with an address of their own.
https://developer.work.weixin.qq.com/document/path/90236
"""

from dataclasses import dataclass, field
from typing import Any

from cashews import Cache

from gateways.errors import Permanent
from gateways.wecom_client import Client
from gateways.wecom_codes import PARTY

__all__ = ["WeCom", "WeComSettings"]

# Bytes of UTF-8; WeCom cuts off what is longer, in the middle of a word.
LONGEST_DESCRIPTION = 512
LONGEST_TITLE = 128
BUTTON = "查看"
# A message sent again because no answer came is dropped there if it did arrive.
SAME_WITHIN_SECONDS = 1800


@dataclass(frozen=True, slots=True)
class WeComSettings:
    """One application of one organisation."""

    corp_id: str
    agent_id: int
    secret: str = field(repr=False)
    base_url: str = "https://qyapi.weixin.qq.com"
    timeout_s: float = 5.0


class WeCom:
    """One application at WeCom's server; the token is shared through the cache."""

    def __init__(self, settings: WeComSettings, cache: Cache) -> None:
        self.settings = settings
        self._client = Client(
            settings.corp_id,
            settings.agent_id,
            settings.secret,
            base_url=settings.base_url,
            seconds=settings.timeout_s,
            cache=cache,
        )
        self._message: Any = self._client.message

    async def close(self) -> None:
        """Close the connections."""
        await self._client.close()

    async def send_card(self, user_id: str, title: str, text: str, *, url: str) -> None:
        """A card for one person whose button opens `url` (complete, with https://).

        The text is cut at 512 bytes. `Permanent` if nobody may be reached under this id.
        """
        card = {
            "title": within(title, LONGEST_TITLE),
            "description": within(text, LONGEST_DESCRIPTION),
            "url": url,
            "btntxt": BUTTON,
        }
        message = {
            "msgtype": "textcard",
            "textcard": card,
            "enable_duplicate_check": 1,
            "duplicate_check_interval": SAME_WITHIN_SECONDS,
        }
        answer = await self._message.send(self.settings.agent_id, user_id, msg=message)
        # Code 0 can still mean that it reached nobody.
        for missed in ("invaliduser", "unlicenseduser"):
            if answer.get(missed):
                raise Permanent(PARTY, missed)


def within(text: str, most: int) -> str:
    """The text, cut with … where it is longer than `most` bytes."""
    if len(text.encode()) <= most:
        return text
    return text.encode()[: most - len("…".encode())].decode(errors="ignore") + "…"
