"""A citizen's case: the thread, the answer, the notices (Art. 11)."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from msgspec import Meta, Struct

from actions.notices import notices
from actions.orders import cases, step_pictures
from handlers.endpoint import Call, File, Nothing, endpoint
from handlers.permissions import May
from queries.keyset import key_of
from queries.notices import inbox
from queries.notices.inbox import Inbox
from queries.rating import my_cases
from queries.rating.my_cases import MyCase
from rules.actors import Citizen


class AnswerCase(Struct, forbid_unknown_fields=True):
    """Whether the problem is solved. `version` is that of the thread the citizen saw."""

    answer: Literal["solved", "partly", "not_solved"]
    version: int
    text: Annotated[str, Meta(max_length=500)] = ""


class InboxQuery(Struct, frozen=True):
    """`behind_at` and `behind_id` are the place of the last message seen."""

    behind_at: datetime | None = None
    behind_id: UUID | None = None


class NoticeConsent(Struct, forbid_unknown_fields=True):
    """What WeChat said for each template: accept, reject, ban or filter."""

    results: Annotated[
        dict[Annotated[str, Meta(max_length=64)], Annotated[str, Meta(max_length=16)]],
        Meta(max_length=5),
    ]
    case_id: UUID | None = None


class NoticesLeft(Struct, frozen=True):
    left: int


@endpoint("GET", "/api/my/cases/{case_id}", may=May.EVALUATOR, gives=MyCase, errors=("not_found",))
async def show_my_case(call: Call[Citizen, None], case_id: UUID) -> MyCase:
    """The thread of an own case: what happens next and by when, the steps, the reply."""
    await cases.note_opened(order_id=case_id, by=call.by, deps=call.deps, now=call.now)
    return await _case(call, case_id)


@endpoint(
    "POST",
    "/api/my/cases/{case_id}/answer",
    may=May.EVALUATOR,
    takes=AnswerCase,
    gives=MyCase,
    errors=("not_found", "not_allowed_now", "stale"),
)
async def answer_case(call: Call[Citizen, AnswerCase], case_id: UUID) -> MyCase:
    """Solved, partly or not: "not solved" reopens the case one level up."""
    await cases.answer(
        order_id=case_id,
        answer=call.body.answer,
        text=call.body.text,
        version=call.body.version,
        by=call.by,
        deps=call.deps,
        now=call.now,
    )
    return await _case(call, case_id)


@endpoint(
    "GET",
    "/api/my/cases/{case_id}/pictures/{picture_id}",
    may=May.EVALUATOR,
    gives=File,
    errors=("not_found",),
)
async def show_case_picture(call: Call[Citizen, None], case_id: UUID, picture_id: UUID) -> File:
    """A picture of a response, rectification or feedback in an own case (11-3)."""
    content = await step_pictures.read_own_case(
        picture_id, order_id=case_id, by=call.by, deps=call.deps
    )
    return File(content, "image/jpeg")


@endpoint("POST", "/api/my/notices", may=May.VISITOR, takes=NoticeConsent, gives=NoticesLeft)
async def record_notice_consent(call: Call[Citizen, NoticeConsent]) -> NoticesLeft:
    """Write each consent to a subscription message into the quota ledger."""
    left = await notices.record_consent(
        results=call.body.results, by=call.by, deps=call.deps, now=call.now
    )
    return NoticesLeft(left)


@endpoint("GET", "/api/my/inbox", may=May.EVALUATOR, takes=InboxQuery, gives=Inbox)
async def show_inbox(call: Call[Citizen, InboxQuery]) -> Inbox:
    """The citizen's in-app inbox, newest first, in pieces."""
    behind = key_of(call.body.behind_at, call.body.behind_id)
    return await inbox.of_citizen(behind=behind, by=call.by)


@endpoint("POST", "/api/my/inbox/{message_id}/read", may=May.EVALUATOR, errors=("not_found",))
async def read_message(call: Call[Citizen, Nothing], message_id: UUID) -> Nothing:
    """Mark a message of the inbox as read."""
    await notices.mark_read(message_id=message_id, by=call.by, now=call.now)
    return Nothing()


async def _case(call: Call[Citizen, Any], case_id: UUID) -> MyCase:
    return await my_cases.one(
        case_id,
        by=call.by,
        now=call.now,
        calendar=call.deps.calendar,
        rule_sets=call.deps.rule_sets,
        indicator_sets=call.deps.indicator_sets,
        templates=call.deps.templates,
    )
