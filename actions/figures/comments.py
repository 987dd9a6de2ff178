"""A comment is released for everybody to read, with parts hidden, or withheld (13-7)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from tortoise.exceptions import IntegrityError
from tortoise.transactions import in_transaction

from actions.dependencies import Dependencies
from actions.trail import audit
from models import PublicComment
from queries.figures import comments
from queries.figures.comments import Comment
from rules.actors import StaffMember
from rules.comments import (
    TABLE,
    CommentsClosed,
    Hand,
    State,
    Step,
    check_wording,
    demand_checked,
)
from rules.refusals import NotFound, Stale


async def release(
    *,
    rating_id: UUID,
    version: int,
    text: str,
    reply: str,
    reason: str,
    by: StaffMember,
    deps: Dependencies,
    now: datetime,
) -> None:
    """Let everybody read a comment and the reply to it, in words of which parts may be hidden.

    `reason`: why words the check has doubts about are published all the same. Art. 13 (13-7).
    Errors: `comment_unchecked`, `comment_doubtful`, `comments_closed`, `comment_reworded`,
    `not_found` for what may not be published (excluded, contested, sealed, unanswered), `stale`,
    `not_allowed_now`.
    """
    found = await _found(rating_id, by=by, deps=deps, now=now)
    demand_checked(found.check, reason)
    check_wording(found.text, text)
    check_wording(found.reply, reply)
    words = {"text": text, "reply": reply, "reason": reason}
    await _decide(found, Step.RELEASE, version, words, by=by, now=now)


async def withhold(
    *,
    rating_id: UUID,
    version: int,
    reason: str,
    by: StaffMember,
    deps: Dependencies,
    now: datetime,
) -> None:
    """Keep a comment from the public, or take it back, with a reason. Art. 13 (13-7)."""
    found = await _found(rating_id, by=by, deps=deps, now=now)
    words = {"text": "", "reply": "", "reason": reason}
    await _decide(found, Step.WITHHOLD, version, words, by=by, now=now)


async def _found(rating_id: UUID, *, by: StaffMember, deps: Dependencies, now: datetime) -> Comment:
    if not comments.publishes(deps.rule_sets, now):
        raise CommentsClosed
    found = await comments.one(
        rating_id,
        by=by,
        now=now,
        rule_sets=deps.rule_sets,
        checks=deps.checks_texts,
    )
    if found is None:
        raise NotFound
    return found


async def _decide(
    found: Comment,
    step: Step,
    version: int,
    words: Mapping[str, Any],
    *,
    by: StaffMember,
    now: datetime,
) -> None:
    """Of two who decide at once the second is told: one row a rating, and a version on it."""
    after = TABLE.apply(found.state, step, Hand.EDITOR)
    values = {**words, "state": after, "decided_by_id": by.staff_id, "decided_at": now}
    try:
        async with in_transaction():
            if found.state is State.WAITING:
                if version != 0:
                    raise Stale
                await PublicComment.create(id=uuid4(), rating_id=found.rating_id, **values)
            else:
                known = PublicComment.filter(rating_id=found.rating_id, version=version)
                if await known.update(version=version + 1, **values) != 1:
                    raise Stale
            await audit.record(
                by=by,
                action=f"{step}_comment",
                outcome="done",
                object_kind="rating",
                object_id=found.rating_id,
                reason=words["reason"],
                now=now,
            )
    except IntegrityError as error:
        raise Stale from error
