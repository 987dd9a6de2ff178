"""What a scanned or typed window code shows before anybody signs in (7-8)."""

from queries.shapes import WindowBrief
from msgspec import Struct


class WindowView(Struct, frozen=True):
    """The window to confirm. `entered` is how the code came: scanned or typed by hand."""

    window: WindowBrief
    region_name: str
    entered: str  # "scanned" | "typed"
    open_now: bool  # by its duty roster
