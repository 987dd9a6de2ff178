"""Interpretations: found by everybody, written and published by two of the city (Art. 17; 17-1)."""

from typing import Annotated, Any
from uuid import UUID

from msgspec import Meta, Struct

from actions.papers import interpretations
from handlers.endpoint import Call, endpoint
from handlers.permissions import May
from queries.papers import interpretations as queries
from queries.papers.interpretations import Interpretations, PublicInterpretations
from rules.actors import Actor, StaffMember

Article = Annotated[int, Meta(ge=1, le=17)]
Question = Annotated[str, Meta(min_length=4, max_length=200)]
AnswerText = Annotated[str, Meta(min_length=4, max_length=4000)]
ERRORS = ("not_found", "not_allowed_now", "not_yours", "stale")


class Search(Struct, forbid_unknown_fields=True):
    """Words that all have to stand in it, and an article; `article` 0 means all."""

    word: Annotated[str, Meta(max_length=60)] = ""
    article: Annotated[int, Meta(ge=0, le=17)] = 0


class WriteInterpretation(Struct, forbid_unknown_fields=True):
    article: Article
    question: Question
    answer: AnswerText


class ReviseInterpretation(Struct, forbid_unknown_fields=True):
    version: int
    article: Article
    question: Question
    answer: AnswerText


class OnVersion(Struct, forbid_unknown_fields=True):
    """The version that was read."""

    version: int


class WithdrawInterpretation(Struct, forbid_unknown_fields=True):
    version: int
    reason: Annotated[str, Meta(min_length=4, max_length=500)]


@endpoint("GET", "/api/interpretations", may=May.ANYONE, takes=Search, gives=PublicInterpretations)
async def find_interpretations(call: Call[Actor, Search]) -> PublicInterpretations:
    """What the city has officially said the regulation means, by word and article."""
    return await queries.published(
        by=call.by, word=call.body.word, article=call.body.article or None
    )


@endpoint(
    "GET",
    "/api/staff/interpretations",
    may=May.ANY_STAFF,
    takes=Search,
    gives=Interpretations,
)
async def list_interpretations(call: Call[StaffMember, Search]) -> Interpretations:
    """The same for offices; the city also sees its drafts."""
    return await queries.listed(by=call.by, word=call.body.word, article=call.body.article or None)


@endpoint(
    "POST",
    "/api/staff/interpretations",
    may=May.CITY,
    takes=WriteInterpretation,
    gives=Interpretations,
    status=201,
)
async def write_interpretation(call: Call[StaffMember, WriteInterpretation]) -> Interpretations:
    """Write a draft for a colleague to publish."""
    body = call.body
    await interpretations.write(
        article=body.article, question=body.question, answer=body.answer, by=call.by, now=call.now
    )
    return await _listed(call)


@endpoint(
    "POST",
    "/api/staff/interpretations/{interpretation_id}/revise",
    may=May.CITY,
    takes=ReviseInterpretation,
    gives=Interpretations,
    errors=ERRORS,
)
async def revise_interpretation(
    call: Call[StaffMember, ReviseInterpretation], interpretation_id: UUID
) -> Interpretations:
    """Put an own draft into better words."""
    body = call.body
    await interpretations.revise(
        interpretation_id=interpretation_id,
        version=body.version,
        article=body.article,
        question=body.question,
        answer=body.answer,
        by=call.by,
        now=call.now,
    )
    return await _listed(call)


@endpoint(
    "POST",
    "/api/staff/interpretations/{interpretation_id}/publish",
    may=May.CITY,
    takes=OnVersion,
    gives=Interpretations,
    errors=("same_person", *ERRORS),
)
async def publish_interpretation(
    call: Call[StaffMember, OnVersion], interpretation_id: UUID
) -> Interpretations:
    """Publish a colleague's draft; from now on its words are fixed."""
    await interpretations.publish(
        interpretation_id=interpretation_id, version=call.body.version, by=call.by, now=call.now
    )
    return await _listed(call)


@endpoint(
    "POST",
    "/api/staff/interpretations/{interpretation_id}/discard",
    may=May.CITY,
    takes=OnVersion,
    gives=Interpretations,
    errors=ERRORS,
)
async def discard_interpretation(
    call: Call[StaffMember, OnVersion], interpretation_id: UUID
) -> Interpretations:
    """Put a draft aside."""
    await interpretations.discard(
        interpretation_id=interpretation_id, version=call.body.version, by=call.by, now=call.now
    )
    return await _listed(call)


@endpoint(
    "POST",
    "/api/staff/interpretations/{interpretation_id}/withdraw",
    may=May.CITY,
    takes=WithdrawInterpretation,
    gives=Interpretations,
    errors=ERRORS,
)
async def withdraw_interpretation(
    call: Call[StaffMember, WithdrawInterpretation], interpretation_id: UUID
) -> Interpretations:
    """Withdraw a published one; it stays readable with the reason."""
    await interpretations.withdraw(
        interpretation_id=interpretation_id,
        version=call.body.version,
        reason=call.body.reason,
        by=call.by,
        now=call.now,
    )
    return await _listed(call)


async def _listed(call: Call[StaffMember, Any]) -> Interpretations:
    return await queries.listed(by=call.by, word="", article=None)
