"""What a scanned or typed window code shows before anybody signs in (7-8)."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from models import Duty, Window
from queries.briefs import window_brief
from queries.shapes import WindowBrief
from rules.actors import Actor


class WindowView(Struct, frozen=True):
    """The window to confirm. `entered` is how the code came: scanned or typed by hand."""

    window: WindowBrief
    region_name: str
    entered: str  # "scanned" | "typed"
    open_now: bool  # by its duty roster


async def view(window_id: UUID, *, typed: bool, by: Actor, now: datetime) -> WindowView:
    """The window of a code that was found valid."""
    window = await Window.get(id=window_id).select_related("hall__region")
    brief = window_brief(window)
    assert brief is not None
    return WindowView(
        window=brief,
        region_name=window.hall.region.name,
        entered="typed" if typed else "scanned",
        open_now=await open_now(window_id, by=by, now=now),
    )


async def open_now(window_id: UUID, *, by: Actor, now: datetime) -> bool:
    """Whether the duty roster has somebody at the window now."""
    return await Duty.filter(window_id=window_id, starts_at__lte=now, ends_at__gt=now).exists()
