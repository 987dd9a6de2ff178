"""The print sheet of a window: hall, window number, code, short number (8-3, 7-9)."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal
from uuid import UUID

import qrcode
import typst
from qrcode.constants import ERROR_CORRECT_Q
from qrcode.image.svg import SvgPathFillImage

from actions.dependencies import Dependencies
from gateways.errors import GatewayError
from models import Hall, Window, WindowCode
from queries.window_codes import halls_in_reach
from rules.actors import StaffMember
from rules.refusals import NotFound, Refused
from rules.window_codes import link, spaced_short_number

TYPEFACE = (
    Path(__file__).parent.parent / "deploy/fonts/node_modules/@expo-google-fonts/noto-sans-sc"
)
FONTS = [str(TYPEFACE / weight) for weight in ("400Regular", "700Bold")]
TEMPLATE = Path(__file__).parent / "sheets" / "window_code.typ"
PIXELS_PER_INCH = 200.0


class WechatUnavailable(Refused):
    """WeChat drew no 小程序码: it does not answer, or no account is configured."""

    code = "wechat_unavailable"


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on a sheet."""

    hall: str
    number: str
    name: str
    link: str
    short_number: str


async def pdf(*, window_id: UUID, by: StaffMember, deps: Dependencies) -> bytes:
    """The sheet of a window in reach as an A4 page."""
    sheet = await _sheet(window_id, by=by, deps=deps)
    return await deps.in_worker(render, sheet, "pdf")  # type: ignore[no-any-return]


async def png(*, window_id: UUID, by: StaffMember, deps: Dependencies) -> bytes:
    """The same sheet as a picture."""
    sheet = await _sheet(window_id, by=by, deps=deps)
    return await deps.in_worker(render, sheet, "png")  # type: ignore[no-any-return]


async def mini_program_code(*, window_id: UUID, by: StaffMember, deps: Dependencies) -> bytes:
    """The window's 小程序码, whose scene is the same token."""
    code = await _code(window_id, by=by)
    if deps.gateways.wechat is None:
        raise WechatUnavailable
    try:
        return await deps.gateways.wechat.window_code(f"w={code.token}", "pages/window/window")
    except GatewayError as error:
        raise WechatUnavailable from error


async def _code(window_id: UUID, *, by: StaffMember) -> WindowCode:
    halls = await Hall.filter(halls_in_reach(by)).values_list("id", flat=True)
    code = (
        await WindowCode.filter(
            window_id=window_id, active=1, window__closed_at=None, window__hall_id__in=halls
        )
        .select_related("window__hall")
        .first()
    )
    if code is None:
        raise NotFound
    return code


async def _sheet(window_id: UUID, *, by: StaffMember, deps: Dependencies) -> Sheet:
    code = await _code(window_id, by=by)
    window: Window = code.window
    return Sheet(
        hall=window.hall.name,
        number=window.number,
        name=window.name,
        link=link(deps.public_url, code.token),
        short_number=spaced_short_number(code.short_number),
    )


def render(sheet: Sheet, form: Literal["pdf", "png"]) -> bytes:
    """The sheet as "pdf" or "png"; the fonts come with the program, none of the machine's."""
    # typst's types forget that several files may be handed over by name.
    files: Any = {"main": TEMPLATE.read_bytes(), "code.svg": qr_svg(sheet.link)}
    rendered: bytes = typst.compile(
        files,
        font_paths=FONTS,
        ignore_system_fonts=True,
        format=form,
        ppi=PIXELS_PER_INCH if form == "png" else None,
        sys_inputs={
            "hall": sheet.hall,
            "number": sheet.number,
            "name": sheet.name,
            "short": sheet.short_number,
        },
    )
    return rendered


@cache
def qr_svg(text: str) -> bytes:
    """The code as a vector picture; error correction Q, so that a scratched sheet still scans."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_Q, border=4)
    code.add_data(text)
    drawn: bytes = code.make_image(image_factory=SvgPathFillImage).to_string()
    return drawn
