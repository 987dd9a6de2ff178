"""Pictures of a rating: re-encoded without metadata, kept under a random key."""

import io
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from PIL import Image, ImageOps, UnidentifiedImageError
from tortoise.queryset import QuerySet
from tortoise.transactions import in_transaction

from actions.dependencies import Dependencies
from models import Picture, WorkOrder
from queries.orders.order_list import in_reach
from rules.actors import Citizen, StaffMember
from rules.refusals import NotFound, Refused

LONGEST_SIDE = 2048
MOST_PIXELS = 50_000_000
UNCLAIMED = timedelta(days=1)
A_TURN = 100  # of the sweep


class PictureType(Refused):
    """The upload is no JPEG, PNG or WebP picture, or one too large to open."""

    code = "picture_type"


async def keep(*, content: bytes, by: Citizen, deps: Dependencies, now: datetime) -> UUID:
    """Keep a picture until its rating claims it; position and camera data are dropped."""
    jpeg = await deps.in_worker(reencode, content)
    if jpeg is None:
        raise PictureType
    async with stored(jpeg, deps=deps) as store_key:
        picture = await Picture.create(
            id=uuid4(),
            evaluator_id=by.evaluator_id,
            store_key=store_key,
            size=len(jpeg),
            kept_at=now,
        )
    return picture.id


@asynccontextmanager
async def stored(content: bytes, *, deps: Dependencies) -> AsyncIterator[str]:
    """A file under its random key, for the row that will know it; without the row it goes again."""
    store_key = await deps.gateways.pictures.put(content)
    try:
        yield store_key
    except Exception:
        await deps.gateways.pictures.delete(store_key)
        raise


def reencode(content: bytes) -> bytes | None:
    """The picture as a JPEG without metadata, turned upright; None if it cannot be opened."""
    try:
        with Image.open(io.BytesIO(content), formats=("JPEG", "PNG", "WEBP")) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                return None
            upright = ImageOps.exif_transpose(opened).convert("RGB")
    except (Image.DecompressionBombError, UnidentifiedImageError, OSError, ValueError, SyntaxError):
        return None
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    out = io.BytesIO()
    upright.save(out, "JPEG", quality=85)
    return out.getvalue()


async def read(picture_id: UUID, *, by: Citizen, deps: Dependencies) -> bytes:
    """An own picture."""
    picture = await Picture.get_or_none(id=picture_id, evaluator_id=by.evaluator_id)
    if picture is None:
        raise NotFound
    return await deps.gateways.pictures.get(picture.store_key)


async def read_of_order(
    picture_id: UUID, *, order_id: UUID, by: StaffMember, deps: Dependencies
) -> bytes:
    """A picture of the rating behind a work order in the own reach."""
    order = await WorkOrder.filter(in_reach(by), id=order_id).first()
    if order is None:
        raise NotFound
    picture = await Picture.get_or_none(id=picture_id, rating_id=order.rating_id)
    if picture is None:
        raise NotFound
    return await deps.gateways.pictures.get(picture.store_key)


async def sweep(*, deps: Dependencies, now: datetime) -> int:
    """Delete pictures no rating claimed within a day; how many."""
    return await let_go(Picture.filter(rating_id=None, kept_at__lt=now - UNCLAIMED), deps=deps)


async def let_go(waiting: QuerySet[Any], *, deps: Dependencies) -> int:
    """Delete a turn of the pictures that wait, with their files; one that is claimed now stays.

    Where the store fails the row stays as well, and is asked for again.
    """
    found = await waiting.limit(A_TURN)
    for one in found:
        async with in_transaction():
            if await waiting.filter(id=one.id).delete():
                await deps.gateways.pictures.delete(one.store_key)
    return len(found)
