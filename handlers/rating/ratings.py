"""Citizens rate and see what they rated (Art. 3, 5–7)."""

from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct, field

from actions.rating import pictures, ratings
from actions.windows import window_codes
from handlers.endpoint import Call, File, Limit, endpoint
from handlers.permissions import May
from queries.rating import my_ratings
from queries.rating.my_ratings import MyRating, MyRatings, Receipt
from rules.actors import Citizen

Key = Annotated[str, Meta(min_length=16, max_length=64, pattern="^[A-Za-z0-9_-]+$")]
Text = Annotated[str, Meta(max_length=500)]
Tags = Annotated[list[Annotated[str, Meta(max_length=8)]], Meta(max_length=8)]
Dimensions = Annotated[dict[Annotated[str, Meta(max_length=40)], int], Meta(max_length=30)]
Pictures = Annotated[list[UUID], Meta(max_length=3)]
PICTURE_BYTES = 5 * 1024 * 1024


class SubmitRating(Struct, forbid_unknown_fields=True):
    """`key` is the phone's idempotency key: sent again, the same receipt comes back."""

    key: Key
    service_id: UUID
    grade: Annotated[str, Meta(max_length=40)]
    tags: Tags = field(default_factory=list)
    dimensions: Dimensions = field(default_factory=dict)
    text: Text = ""
    pictures: Pictures = field(default_factory=list)
    anonymous: bool = True


class SubmitWalkIn(Struct, forbid_unknown_fields=True):
    """A rating without a service record, from the code at the window (7-10)."""

    key: Key
    code: Annotated[str, Meta(min_length=8, max_length=32)]
    grade: Annotated[str, Meta(max_length=40)]
    tags: Tags = field(default_factory=list)
    dimensions: Dimensions = field(default_factory=dict)
    text: Text = ""
    pictures: Pictures = field(default_factory=list)
    anonymous: bool = True


class PictureKept(Struct, frozen=True):
    id: UUID


FORM_ERRORS = (
    "unknown_grade",
    "unknown_tag",
    "tag_of_another_grade",
    "unknown_dimension",
    "picture_unknown",
    "busy",
    "own_institution",
    "guardian_needed",
)


@endpoint(
    "POST",
    "/api/ratings",
    may=May.EVALUATOR,
    takes=SubmitRating,
    gives=Receipt,
    errors=("service_unknown", "already_rated", *FORM_ERRORS),
    status=201,
)
async def submit_rating(call: Call[Citizen, SubmitRating]) -> Receipt:
    """Rate an own finished service, once."""
    form = call.body
    return await ratings.submit(
        service_id=form.service_id,
        opinion=_opinion(form),
        key=form.key,
        by=call.by,
        deps=call.deps,
        now=call.now,
    )


@endpoint(
    "POST",
    "/api/walk-ins",
    may=May.EVALUATOR,
    takes=SubmitWalkIn,
    gives=Receipt,
    errors=(
        "code_unknown",
        "code_revoked",
        "window_gone",
        "window_closed",
        "limit_reached",
        "already_rated",
        *FORM_ERRORS,
    ),
    status=201,
)
async def submit_walk_in(call: Call[Citizen, SubmitWalkIn]) -> Receipt:
    """Rate a window without a service record, as far as the rule set allows."""
    form = call.body
    return await ratings.submit_walk_in(
        entry=await window_codes.resolve(form.code),
        opinion=_opinion(form),
        key=form.key,
        by=call.by,
        deps=call.deps,
        now=call.now,
    )


def _opinion(form: SubmitRating | SubmitWalkIn) -> ratings.Opinion:
    return ratings.Opinion(
        grade=form.grade,
        tags=form.tags,
        dimensions=form.dimensions,
        text=form.text,
        pictures=form.pictures,
        anonymous=form.anonymous,
    )


@endpoint("GET", "/api/my/ratings", may=May.EVALUATOR, gives=MyRatings)
async def list_my_ratings(call: Call[Citizen, None]) -> MyRatings:
    """The citizen's own ratings, newest first."""
    return await my_ratings.mine(
        by=call.by,
        now=call.now,
        calendar=call.deps.calendar,
        indicator_sets=call.deps.indicator_sets,
    )


@endpoint(
    "GET", "/api/my/ratings/{rating_id}", may=May.EVALUATOR, gives=MyRating, errors=("not_found",)
)
async def show_my_rating(call: Call[Citizen, None], rating_id: UUID) -> MyRating:
    """One of the citizen's own ratings."""
    return await my_ratings.one(
        rating_id,
        by=call.by,
        now=call.now,
        calendar=call.deps.calendar,
        indicator_sets=call.deps.indicator_sets,
    )


@endpoint(
    "POST",
    "/api/my/pictures",
    may=May.EVALUATOR,
    gives=PictureKept,
    errors=("picture_type", "too_large"),
    raw_limit=PICTURE_BYTES,
    limit=Limit(30, 3600),
    status=201,
)
async def keep_picture(call: Call[Citizen, bytes]) -> PictureKept:
    """Keep a picture until its rating is submitted; it is re-encoded without its metadata."""
    kept = await pictures.keep(content=call.body, by=call.by, deps=call.deps, now=call.now)
    return PictureKept(kept)


@endpoint(
    "GET", "/api/my/pictures/{picture_id}", may=May.EVALUATOR, gives=File, errors=("not_found",)
)
async def show_my_picture(call: Call[Citizen, None], picture_id: UUID) -> File:
    """A picture the citizen uploaded."""
    return File(await pictures.read(picture_id, by=call.by, deps=call.deps), "image/jpeg")
