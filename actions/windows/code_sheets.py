"""The print sheets of windows: hall, window number, code, short number (8-3, 7-9)."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

import qrcode
import typst
from qrcode.constants import ERROR_CORRECT_Q
from qrcode.image.svg import SvgPathFillImage

from actions.dependencies import Dependencies
from gateways.errors import GatewayError
from models import Hall, Window, WindowCode
from queries.places.window_codes import halls_in_reach
from rules.actors import StaffMember
from rules.refusals import NotFound, Refused, WechatUnavailable
from rules.window_codes import link, spaced_short_number

TYPEFACE = Path(__file__).parents[2] / "deploy/fonts/node_modules/@expo-google-fonts/noto-sans-sc"
FONTS = [str(TYPEFACE / weight) for weight in ("400Regular", "700Bold")]
TEMPLATE = Path(__file__).parent / "window_code.typ"
PIXELS_PER_INCH = 200.0


class NoCodes(Refused):
    """No window of the hall has a code to print."""

    code = "no_codes"


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
    sheet = _sheet(await _code(window_id, by=by), deps)
    return await deps.in_worker(document, [sheet])  # type: ignore[no-any-return]


async def hall_pdf(*, hall_id: UUID, by: StaffMember, deps: Dependencies) -> bytes:
    """The sheets of all windows of a hall in reach, by number, as one PDF to print at once.

    Windows without a code have no sheet; raises `NoCodes` if no window has one.
    """
    hall = await Hall.filter(halls_in_reach(by), id=hall_id, closed_at=None).first()
    if hall is None:
        raise NotFound
    codes = WindowCode.filter(window__hall_id=hall_id, window__closed_at=None, active=1)
    found = await codes.order_by("window__number").select_related("window__hall")
    if not found:
        raise NoCodes
    sheets = [_sheet(code, deps) for code in found]
    return await deps.in_worker(document, sheets)  # type: ignore[no-any-return]


async def png(*, window_id: UUID, by: StaffMember, deps: Dependencies) -> bytes:
    """The same sheet as a picture."""
    sheet = _sheet(await _code(window_id, by=by), deps)
    [picture] = await deps.in_worker(pictures, [sheet])
    return picture  # type: ignore[no-any-return]


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


def _sheet(code: WindowCode, deps: Dependencies) -> Sheet:
    window: Window = code.window
    return Sheet(
        hall=window.hall.name,
        number=window.number,
        name=window.name,
        link=link(deps.public_url, code.token),
        short_number=spaced_short_number(code.short_number),
    )


def document(sheets: list[Sheet]) -> bytes:
    """The sheets as one PDF, a page each."""
    drawn: bytes = _compile(sheets, format="pdf")
    return drawn


def pictures(sheets: list[Sheet]) -> list[bytes]:
    """The sheets as PNG, a picture each."""
    drawn = _compile(sheets, format="png", ppi=PIXELS_PER_INCH)
    return drawn if isinstance(drawn, list) else [drawn]  # typst gives one page without a list


def _compile(sheets: list[Sheet], **form: Any) -> Any:
    """Typeset with the fonts that come with the program, none of the machine's."""
    # typst's types forget that several files may be handed over by name.
    files: Any = {"main": TEMPLATE.read_bytes()}
    files |= {_file(place): qr_svg(sheet.link) for place, sheet in enumerate(sheets)}
    said = [
        {
            "hall": sheet.hall,
            "number": sheet.number,
            "name": sheet.name,
            "short": sheet.short_number,
            "code": _file(place),
        }
        for place, sheet in enumerate(sheets)
    ]
    return typst.compile(
        files,
        font_paths=FONTS,
        ignore_system_fonts=True,
        sys_inputs={"sheets": json.dumps(said, ensure_ascii=False)},
        **form,
    )


def _file(place: int) -> str:
    return f"code-{place}.svg"


@cache
def qr_svg(text: str) -> bytes:
    """The code as a vector picture; error correction Q, so that a scratched sheet still scans."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_Q, border=4)
    code.add_data(text)
    drawn: bytes = code.make_image(image_factory=SvgPathFillImage).to_string()
    return drawn


def qr_rows(text: str) -> list[str]:
    """The code row by row, "1" for a dark square; without the quiet zone a screen draws itself."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_Q, border=0)
    code.add_data(text)
    return ["".join("1" if dark else "0" for dark in row) for row in code.get_matrix()]
