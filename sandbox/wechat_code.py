"""WeChat: the 小程序码 of a scene. The picture is a plain QR code, as only WeChat draws the round
ones; it says `sandbox-wxacode:<scene>`."""

import io
import re

import qrcode
from sanic import Blueprint, HTTPResponse, Request
from sanic.response import raw

from sandbox.state import body_of, state_of
from sandbox.wechat_access import error, with_token
from sandbox.wechat_messages import published

bp = Blueprint("wechat_code")
LONGEST_SCENE = 32
SCENE = re.compile(r"[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]+")
VERSIONS = frozenset({"release", "trial", "develop"})


@bp.post("/wxa/getwxacodeunlimit")
@with_token
async def window_code(request: Request) -> HTTPResponse:
    state, body = state_of(request), body_of(request)
    scene, page = body.get("scene"), str(body.get("page", ""))
    if not isinstance(scene, str) or not 0 < len(scene) <= LONGEST_SCENE:
        return error(40169, "invalid length for scene, or the data is not json string")
    if not SCENE.fullmatch(scene):
        return error(40129, "invalid scene")
    if body.get("env_version", "release") not in VERSIONS or not _fits(body.get("width", 430)):
        return error(40097, "invalid args")
    if page and ("?" in page or (body.get("check_path", True) and not published(state, page))):
        return error(41030, "invalid page")
    return raw(_picture(scene), content_type="image/jpeg")


def _fits(width: object) -> bool:
    return isinstance(width, int) and 280 <= width <= 1280


def _picture(scene: str) -> bytes:
    out = io.BytesIO()
    qrcode.make(f"sandbox-wxacode:{scene}").get_image().convert("RGB").save(out, "JPEG")
    return out.getvalue()
