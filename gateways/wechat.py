"""What the product needs of WeChat's server. `Temporary`, `Permanent`, `Ours` are all it raises."""

import asyncio
import base64
import hashlib
import io
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from cashews import Cache
from PIL import Image, UnidentifiedImageError

from gateways.errors import Ours, Permanent, Temporary
from gateways.http import text_of
from gateways.wechat_client import Client
from gateways.wechat_codes import PARTY
from gateways.wechat_templates import Template, shape

__all__ = ["Template", "TextVerdict", "WeChat", "WeChatSettings", "cert_hash"]

FACE_PASSED = "10000"
LONGEST_CHECKED_TEXT = 2500


@dataclass(frozen=True, slots=True)
class WeChatSettings:
    """One mini-program. `templates`: the topic of a notice to its template."""

    app_id: str
    app_secret: str = field(repr=False)
    base_url: str = "https://api.weixin.qq.com"
    templates: Mapping[str, Template] = field(default_factory=dict)
    state: str = "formal"  # which build a message opens: formal, trial, developer
    env_version: str = "release"  # which build a 小程序码 opens: release, trial, develop
    timeout_s: float = 5.0


class TextVerdict(StrEnum):
    """What WeChat says of a text; it decides about publishing, never about the rating."""

    PASS = "pass"  # noqa: S105
    REVIEW = "review"
    RISKY = "risky"


class WeChat:
    """One mini-program at WeChat's server; the token is shared through the cache."""

    def __init__(self, settings: WeChatSettings, cache: Cache) -> None:
        self.settings = settings
        self._client = Client(
            settings.app_id,
            settings.app_secret,
            base_url=settings.base_url,
            seconds=settings.timeout_s,
            cache=cache,
        )
        self._wxa: Any = self._client.wxa

    async def close(self) -> None:
        """Close the connections."""
        await self._client.close()

    async def code_to_session(self, code: str) -> str:
        """The openid of a login code, which works once: `Permanent` 40029, 40163, 40226.

        The session key that comes with it is of no use to us and not kept.
        """
        return text_of(PARTY, await self._wxa.code_to_session(code), "openid")

    async def send_subscribe(
        self, openid: str, topic: str, facts: Mapping[str, str], *, page: str
    ) -> None:
        """Send the topic's template with these facts; a tap opens `page` (no leading slash).

        One consent, one message: `Permanent` 43101 without. `Ours` if the topic has no template.
        """
        template = self.settings.templates.get(topic)
        if template is None:
            raise Ours(PARTY, "no_template")
        message = {
            "touser": openid,
            "template_id": template.id,
            "page": page,
            "data": shape(template, facts),
            "miniprogram_state": self.settings.state,
            "lang": "zh_CN",
        }
        await self._wxa.send_subscribe(message)

    async def window_code(self, scene: str, page: str) -> bytes:
        """The 小程序码 that opens `page` with `scene`, as a PNG picture.

        `scene`: at most 32 of digits, letters and !#$&'()*+,/:;=?@-._~ ; `Ours` 40129, 40169
        otherwise. `page`: published, without leading slash or query; `Permanent` 41030 if not.
        """
        picture = await self._wxa.window_code(scene, page, self.settings.env_version)
        if not isinstance(picture, bytes):
            raise Temporary(PARTY, "no_picture")
        return await asyncio.to_thread(_as_png, picture)

    async def check_text(self, openid: str, text: str) -> TextVerdict:
        """Whether a text could be published; the person was in the mini-program within 2 hours
        (`Permanent` 61010). Only the first 2500 characters are looked at."""
        answer = await self._wxa.check_text(openid, text[:LONGEST_CHECKED_TEXT])
        try:
            return TextVerdict(answer["result"]["suggest"])
        except (KeyError, TypeError, ValueError):
            raise Temporary(PARTY, "no_verdict") from None

    async def phone_number(self, code: str) -> str:
        """The number, without country code, of a phone code, which works once within 5 minutes.

        It says that WeChat knows the number, not whose it is: no real-name verification.
        """
        answer = await self._wxa.phone_number(code)
        info = answer.get("phone_info")
        return text_of(PARTY, info if isinstance(info, dict) else {}, "purePhoneNumber")

    async def face_start(self, openid: str, name: str, number: str) -> tuple[str, str]:
        """Begin a face verification of a resident identity card, good for an hour.

        WeChat's verify id, for the phone, and our serial number, to be kept until the result.
        """
        serial = secrets.token_hex(16)  # 5 to 32 characters, never used twice
        body = {
            "out_seq_no": serial,
            "cert_info": {"cert_type": "IDENTITY_CARD", "cert_name": name, "cert_no": number},
            "openid": openid,
        }
        answer = await self._wxa.face_start(body)
        return text_of(PARTY, answer, "verify_id"), serial

    async def face_result(
        self, verify_id: str, serial: str, openid: str, name: str, number: str
    ) -> None:
        """Return if the person passed; `Permanent` with WeChat's result (`face_90004` …) if not.

        Passed is `errcode` 0 and `verify_ret` 10000, nothing less.
        """
        body = {
            "verify_id": verify_id,
            "out_seq_no": serial,
            "cert_hash": cert_hash(name, number),
            "openid": openid,
        }
        result = text_of(PARTY, await self._wxa.face_result(body), "verify_ret")
        if result != FACE_PASSED:
            raise Permanent(PARTY, f"face_{result}")


def _as_png(picture: bytes) -> bytes:
    """WeChat sends a JPEG; codes are kept and printed as PNG."""
    out = io.BytesIO()
    try:
        with Image.open(io.BytesIO(picture), formats=("JPEG", "PNG")) as opened:
            opened.save(out, "PNG")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        raise Temporary(PARTY, "no_picture") from None
    return out.getvalue()


def cert_hash(name: str, number: str, kind: str = "IDENTITY_CARD") -> str:
    """What stands for a document in `queryverifyinfo`: hexadecimal SHA-256 over its parts."""
    parts = {"cert_type": kind, "cert_name": name, "cert_no": number}
    text = "&".join(
        f"{key}={base64.b64encode(value.encode()).decode()}" for key, value in parts.items()
    )
    return hashlib.sha256(text.encode()).hexdigest()
