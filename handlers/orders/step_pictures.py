"""Pictures of the steps of a work order: uploaded before the step that takes them (11-3)."""

from uuid import UUID

import msgspec
from msgspec import Struct

from actions.orders import step_pictures
from handlers.endpoint import Call, File, Limit, endpoint
from handlers.permissions import May
from handlers.rating.ratings import Key
from rules.actors import StaffMember
from rules.step_pictures import MOST_BYTES


class StepPictureKept(Struct, frozen=True):
    """A picture that waits for its step, by the id the step names."""

    id: UUID


@endpoint(
    "POST",
    "/api/work-orders/{order_id}/uploads/{key}",
    may=May.CASE_STAFF,
    gives=StepPictureKept,
    errors=("not_found", "not_allowed_now", "picture_type", "too_large"),
    raw_limit=MOST_BYTES,
    limit=Limit(120, 3600),
    status=201,
)
async def upload_step_picture(
    call: Call[StaffMember, bytes], order_id: UUID, key: str
) -> StepPictureKept:
    """Keep a picture for the next step; it is re-encoded without its metadata (11-3).

    `key` is made by the sender, 16 to 64 letters, digits, `-` or `_`: sent again, it is the same
    picture. One that no step takes is deleted after a day.
    """
    kept = await step_pictures.keep(
        order_id=order_id,
        key=msgspec.convert(key, Key),
        content=call.body,
        by=call.by,
        deps=call.deps,
        now=call.now,
    )
    return StepPictureKept(kept)


@endpoint(
    "GET",
    "/api/work-orders/{order_id}/step-pictures/{picture_id}",
    may=May.CASE_STAFF,
    gives=File,
    errors=("not_found",),
)
async def show_step_picture(
    call: Call[StaffMember, None], order_id: UUID, picture_id: UUID
) -> File:
    """A picture of a step of an order in the own reach, or an own one that waits (11-3)."""
    content = await step_pictures.read(picture_id, order_id=order_id, by=call.by, deps=call.deps)
    return File(content, "image/jpeg")
