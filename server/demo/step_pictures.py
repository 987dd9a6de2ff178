"""Drawn pictures beside what the demo city's institutions say they have put right."""

import hashlib
import io
from datetime import datetime
from uuid import uuid4

from PIL import Image, ImageDraw

from actions.dependencies import Dependencies
from actions.rating.pictures import reencode
from models import Entry, StepPicture
from rules.rectification import CLOSED, EntryKind

NEWEST = 12  # rectifications with pictures
SIZE = (960, 720)
WALL, FLOOR, WOOD, DARK = "#e9eff7", "#d3d7dc", "#c8b28a", "#535d6b"
SHUT, OPEN = "#a7afb9", "#1b6b44"


async def hang_all(*, deps: Dependencies, now: datetime) -> int:
    """Before and after, once, beside the newest rectifications that came to an end; how many."""
    if await StepPicture.exists():
        return 0
    told = Entry.filter(kind=EntryKind.RECTIFICATION, at__lt=now, order__status__in=list(CLOSED))
    entries = await told.order_by("-at").limit(NEWEST)
    for entry in entries:
        for place, windows in enumerate((1, 3), 1):
            await _hang(entry, place, _drawn(windows), deps=deps)
    return len(entries)


async def _hang(entry: Entry, place: int, drawn: bytes, *, deps: Dependencies) -> None:
    jpeg = await deps.in_worker(reencode, drawn)
    assert jpeg is not None
    await StepPicture.create(
        id=uuid4(),
        order_id=entry.order_id,
        staff_id=entry.staff_id,
        key=f"demo-picture-{place}-{entry.step}",
        store_key=await deps.gateways.pictures.put(jpeg),
        size=len(jpeg),
        sha256=hashlib.sha256(jpeg).hexdigest(),
        kept_at=entry.at,
        step=entry.step,
        place=place,
    )


def _drawn(open_windows: int) -> bytes:
    """A hall with three windows, so many of them lit, and nobody in it."""
    picture = Image.new("RGB", SIZE, WALL)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 560, 960, 720), fill=FLOOR)
    for number in range(3):
        left, lit = 60 + number * 290, number < open_windows
        draw.rectangle((left, 150, left + 260, 420), fill="#ffffff" if lit else SHUT, outline=DARK)
        draw.rectangle((left, 90, left + 260, 140), fill=OPEN if lit else DARK)
        for line in range(3):
            draw.line((left + 30, 200 + line * 60, left + 230, 200 + line * 60), fill=SHUT, width=6)
    draw.rectangle((40, 420, 920, 470), fill=WOOD)
    draw.rectangle((40, 470, 920, 590), fill=DARK)
    for seat in range(4):
        draw.rounded_rectangle((110 + seat * 200, 630, 230 + seat * 200, 690), 14, fill=WOOD)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()
