"""The portals tell of ratings made over there (Art. 7; 7-1, 7-3, 10-5)."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Raw, Struct

from actions.channels import partner_ratings
from handlers.counted import one_row
from handlers.endpoint import Call, Rows, endpoint
from handlers.permissions import May
from handlers.rows import BatchAnswer, Done, Read, refused_rows, schema_of
from rules.actors import Partner
from rules.rating import TEXT_LIMIT, Channel
from rules.refusals import Refused

Name = Annotated[str, Meta(min_length=1, max_length=64)]
Tag = Annotated[str, Meta(max_length=8)]


class MadeRating(Struct, forbid_unknown_fields=True):
    """One rating made on a portal. `number` is the portal's own, and of one rating only.

    `grade`: a code of the scale agreed with the partner; a code that is not in it is refused.
    """

    number: Name
    project_number: Name
    service_number: Annotated[int, Meta(ge=1, le=9999)]
    platform: Literal["gdzwfw_web", "yueshengshi"]
    grade: Annotated[str, Meta(min_length=1, max_length=20)]
    rated_at: datetime
    tags: Annotated[list[Tag], Meta(max_length=20)] = []
    text: Annotated[str, Meta(max_length=TEXT_LIMIT)] = ""


class MadeRatings(Rows):
    """Up to 500 ratings, each as `MadeRating` describes it."""

    rows: Annotated[
        list[Annotated[Raw, Meta(extra_json_schema={"$ref": schema_of(MadeRating)})]],
        Meta(min_length=1, max_length=partner_ratings.LARGEST_BATCH),
    ]


class TakenRating(Struct, frozen=True):
    """The rating here; `known`: it was here before."""

    rating_id: UUID
    known: bool


@endpoint(
    "POST",
    "/api/intake/ratings",
    may=May.PARTNER,
    takes=MadeRating,
    gives=TakenRating,
    errors=(
        "grade_scale_missing",
        "grade_code_unknown",
        "unknown_tag",
        "tag_of_another_grade",
        "service_unknown",
        "in_the_future",
        "before_the_service",
        "number_elsewhere",
        "already_rated",
        "own_institution",
        "busy",
    ),
    status=201,
)
async def take_in_rating(call: Call[Partner, MadeRating]) -> TakenRating:
    """Take in a rating made on a portal; sent again, the same answer comes back."""
    async with one_row(call, take_in_rating.__name__, call.body.number):
        made = await partner_ratings.take_in(
            told=_told(call.body), by=call.by, deps=call.deps, now=call.now
        )
    return TakenRating(made.rating_id, not made.new)


@endpoint(
    "POST",
    "/api/intake/ratings/batch",
    may=May.PARTNER,
    takes=MadeRatings,
    gives=BatchAnswer,
    errors=("grade_scale_missing",),
)
async def take_in_ratings(call: Call[Partner, MadeRatings]) -> BatchAnswer:
    """Take in up to 500 ratings: each is answered by itself, a bad one stops no other."""
    read = Read(call.body.rows, MadeRating)
    outcomes = await partner_ratings.take_in_all(
        told=[_told(one) for one in read.good.values()], by=call.by, deps=call.deps, now=call.now
    )
    answer = read.answer([_done(one) for one in outcomes])
    call.deps.contacts.note_rows(
        call.by.partner_id,
        take_in_ratings.__name__,
        good=answer.taken + answer.known,
        bad=refused_rows(answer, {row: one.number for row, one in read.good.items()}),
        now=call.now,
    )
    return answer


def _told(sent: MadeRating) -> partner_ratings.Told:
    return partner_ratings.Told(
        number=sent.number,
        project_number=sent.project_number,
        service_number=sent.service_number,
        grade=sent.grade,
        channel=Channel(sent.platform),
        rated_at=sent.rated_at,
        tags=sent.tags,
        text=sent.text,
    )


def _done(outcome: partner_ratings.Outcome) -> Done | Refused:
    if isinstance(outcome, Refused):
        return outcome
    return Done(outcome.rating_id, outcome.new)
