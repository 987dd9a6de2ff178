"""The check of a text before it is read by everybody: what the product asks, and who is asked.

WeChat's answer is about the words alone and decides nothing but when they are published (13-7).
"""

from typing import Protocol

from gateways.wechat import TextVerdict, WeChat


class TextCheck(Protocol):
    """Somebody who judges texts."""

    async def verdict(self, openid: str, text: str) -> TextVerdict:
        """What the text of this person is held to be.

        `Permanent` if nothing will be said of it, `Temporary` or `Ours` if not now.
        """


class WeChatTextCheck:
    """WeChat's `msg_sec_check`; the person was in the mini-program within the last two hours."""

    def __init__(self, wechat: WeChat) -> None:
        self._wechat = wechat

    async def verdict(self, openid: str, text: str) -> TextVerdict:
        """`Permanent` 61010 for somebody who has been away for longer."""
        return await self._wechat.check_text(openid, text)
