"""Single comments: read by the bureau before everybody may, where the rule set says so (13-7)."""

from typing import Annotated, Any, Literal
from uuid import UUID

from msgspec import Meta, Struct

from actions.figures import comments
from handlers.endpoint import Call, Limit, endpoint
from handlers.permissions import May
from handlers.places.officers import Month
from queries.figures import comments as queries
from queries.figures.comments import Comments, PublicComments
from rules.actors import Actor, StaffMember
from rules.comments import State

Page = Annotated[int, Meta(ge=1, le=10_000)]
ERRORS = ("not_found", "comments_closed", "not_allowed_now", "stale")


class CommentFilter(Struct, forbid_unknown_fields=True):
    state: Literal["waiting", "published", "withheld"] = "waiting"
    page: Page = 1


class PublicFilter(Struct, forbid_unknown_fields=True):
    month: Month = ""
    institution_id: UUID | None = None
    page: Page = 1


class ReleaseComment(Struct, forbid_unknown_fields=True):
    """The words as they may be read: the same, with parts replaced by ***.

    `reason`: why they are published although the check has doubts about them.
    """

    version: int
    text: Annotated[str, Meta(min_length=1, max_length=500)]
    reply: Annotated[str, Meta(max_length=2000)] = ""
    reason: Annotated[str, Meta(max_length=200)] = ""


class WithholdComment(Struct, forbid_unknown_fields=True):
    version: int
    reason: Annotated[str, Meta(min_length=2, max_length=200)]


@endpoint("GET", "/api/comments", may=May.BUREAU, takes=CommentFilter, gives=Comments)
async def list_comments(call: Call[StaffMember, CommentFilter]) -> Comments:
    """Comments that may be published: those that wait, those that are public, those withheld."""
    return await _listed(call, State(call.body.state), call.body.page)


@endpoint(
    "POST",
    "/api/comments/{rating_id}/release",
    may=May.BUREAU,
    takes=ReleaseComment,
    gives=Comments,
    errors=("comment_reworded", "comment_unchecked", "comment_doubtful", *ERRORS),
)
async def release_comment(call: Call[StaffMember, ReleaseComment], rating_id: UUID) -> Comments:
    """Publish a comment with the reply to it; the comments that still wait."""
    form = call.body
    await comments.release(
        rating_id=rating_id,
        version=form.version,
        text=form.text,
        reply=form.reply,
        reason=form.reason,
        by=call.by,
        deps=call.deps,
        now=call.now,
    )
    return await _listed(call, State.WAITING, 1)


@endpoint(
    "POST",
    "/api/comments/{rating_id}/withhold",
    may=May.BUREAU,
    takes=WithholdComment,
    gives=Comments,
    errors=ERRORS,
)
async def withhold_comment(call: Call[StaffMember, WithholdComment], rating_id: UUID) -> Comments:
    """Keep a comment from the public, or take it back; the comments that still wait."""
    await comments.withhold(
        rating_id=rating_id,
        version=call.body.version,
        reason=call.body.reason,
        by=call.by,
        deps=call.deps,
        now=call.now,
    )
    return await _listed(call, State.WAITING, 1)


@endpoint(
    "GET",
    "/api/results/comments",
    may=May.ANYONE,
    takes=PublicFilter,
    gives=PublicComments,
    limit=Limit(600, 60, "address"),
)
async def show_public_comments(call: Call[Actor, PublicFilter]) -> PublicComments:
    """Released comments and replies of a month; none where the rule set publishes none."""
    return await queries.published(
        by=call.by,
        month=call.body.month,
        institution_id=call.body.institution_id,
        page=call.body.page,
        now=call.now,
        rule_sets=call.deps.rule_sets,
    )


async def _listed(call: Call[StaffMember, Any], state: State, page: int) -> Comments:
    return await queries.listed(
        by=call.by,
        state=state,
        page=page,
        now=call.now,
        rule_sets=call.deps.rule_sets,
        checks=call.deps.checks_texts,
    )
