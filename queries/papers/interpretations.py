"""Interpretations found by word and article, by offices and by everybody (Art. 17; 17-1)."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct
from tortoise.expressions import Q

from models import Interpretation, Staff
from rules.actors import Actor, Role, StaffMember
from rules.interpretations import PUBLIC, TABLE, Hand, State

MOST = 200


class InterpretationView(Struct, frozen=True):
    """As offices see it; `actions` are what the caller may do with this version now."""

    id: UUID
    article: int
    question: str
    answer: str
    state: str  # draft, published, withdrawn
    version: int
    written_by: str
    written_at: datetime
    published_by: str | None
    published_at: datetime | None
    withdrawn_at: datetime | None
    reason: str
    actions: list[str]


class Interpretations(Struct, frozen=True):
    rows: list[InterpretationView]


class PublicInterpretation(Struct, frozen=True):
    """As everybody sees it; a withdrawn one says why."""

    id: UUID
    article: int
    question: str
    answer: str
    published_at: datetime
    withdrawn_at: datetime | None
    reason: str


class PublicInterpretations(Struct, frozen=True):
    rows: list[PublicInterpretation]


def hand_of(one: Interpretation, by: StaffMember) -> Hand:
    """Whether the caller wrote it."""
    return Hand.WRITER if one.written_by_id == by.staff_id else Hand.COLLEAGUE


async def listed(*, by: StaffMember, word: str, article: int | None) -> Interpretations:
    """What was published for every office, and the drafts for the city."""
    city = by.role is Role.CITY_BUREAU
    shown = PUBLIC | {State.DRAFT} if city else PUBLIC
    found = await (
        Interpretation.filter(_matching(word, article), state__in=list(shown))
        .order_by("article", "-written_at")
        .limit(MOST)
    )
    names = {row["id"]: row["name"] for row in await Staff.all().values("id", "name")}
    return Interpretations([_view(one, names, by, city) for one in found])


async def published(*, by: Actor, word: str, article: int | None) -> PublicInterpretations:
    """What the city has said each article means, withdrawn ones with their reason."""
    found = await (
        Interpretation.filter(_matching(word, article), state__in=list(PUBLIC))
        .order_by("article", "-published_at")
        .limit(MOST)
    )
    return PublicInterpretations(
        [
            PublicInterpretation(
                id=one.id,
                article=one.article,
                question=one.question,
                answer=one.answer,
                published_at=one.published_at,
                withdrawn_at=one.withdrawn_at,
                reason=one.reason,
            )
            for one in found
            if one.published_at is not None
        ]
    )


def _matching(word: str, article: int | None) -> Q:
    """Every word given stands in the question or the answer."""
    found = Q(id__isnull=False) if article is None else Q(article=article)
    for one in word.split():
        found &= Q(question__icontains=one) | Q(answer__icontains=one)
    return found


def _view(
    one: Interpretation, names: dict[UUID, str], by: StaffMember, city: bool
) -> InterpretationView:
    may = TABLE.actions_for(State(one.state), hand_of(one, by)) if city else ()
    return InterpretationView(
        id=one.id,
        article=one.article,
        question=one.question,
        answer=one.answer,
        state=one.state,
        version=one.version,
        written_by=names.get(one.written_by_id, ""),
        written_at=one.written_at,
        published_by=names.get(one.published_by_id) if one.published_by_id else None,
        published_at=one.published_at,
        withdrawn_at=one.withdrawn_at,
        reason=one.reason,
        actions=list(may),
    )
