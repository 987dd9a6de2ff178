"""A citizen's own ratings and the receipts for them."""

from datetime import datetime
from typing import Protocol
from uuid import UUID

from msgspec import Struct

from models import OrderSource, Picture, Rating, WorkOrder
from queries.briefs import case_brief, window_brief
from queries.rating.evaluation_form import Scored, scored_of
from queries.shapes import CaseBrief, Due, WindowBrief
from rules.actors import Citizen
from rules.indicators import IndicatorSets
from rules.rectification import Status
from rules.refusals import NotFound
from rules.work_calendar import Calendar

MOST = 200


class Template(Struct, frozen=True):
    """A subscription message the phone may ask consent for."""

    topic: str
    template_id: str


class Receipt(Struct, frozen=True):
    """Proof of a stored rating: a random number and a hash of what was stored."""

    rating_id: UUID
    number: str
    hash: str
    grade: str
    rated_at: datetime
    late: bool
    case: CaseBrief | None
    templates: list[Template]  # for 有进展时通知我; empty when no case was opened


class MyRating(Struct, frozen=True):
    id: UUID
    receipt_number: str
    receipt_hash: str
    item_name: str
    institution_name: str
    window: WindowBrief | None
    grade: str
    tags: list[str]
    dimensions: list[Scored]
    text: str
    pictures: list[UUID]
    anonymous: bool
    late: bool
    rated_at: datetime
    case: CaseBrief | None
    counted: bool  # False: another opinion of the same service counts instead (7-11)


class MyRatings(Struct, frozen=True):
    ratings: list[MyRating]


async def mine(
    *, by: Citizen, now: datetime, calendar: Calendar, indicator_sets: IndicatorSets
) -> MyRatings:
    """The citizen's own ratings, newest first."""
    return MyRatings(await _mine(by, now, calendar, indicator_sets))


async def one(
    rating_id: UUID,
    *,
    by: Citizen,
    now: datetime,
    calendar: Calendar,
    indicator_sets: IndicatorSets,
) -> MyRating:
    """An own rating."""
    found = await _mine(by, now, calendar, indicator_sets, id=rating_id)
    if not found:
        raise NotFound
    return found[0]


async def _mine(
    by: Citizen, now: datetime, calendar: Calendar, indicator_sets: IndicatorSets, **scope: UUID
) -> list[MyRating]:
    ratings = (
        await Rating.filter(evaluator_id=by.evaluator_id, **scope)
        .order_by("-rated_at")
        .limit(MOST)
        .select_related(
            "service_record__item", "service_record__institution", "service_record__window__hall"
        )
    )
    ids = [rating.id for rating in ratings]
    orders = await orders_of(ids)
    pictures: dict[UUID, list[UUID]] = {}
    for picture_id, rating_id in await Picture.filter(rating_id__in=ids).values_list(
        "id", "rating_id"
    ):
        pictures.setdefault(rating_id, []).append(picture_id)
    return [
        _my_rating(
            rating,
            scored=scored_of(rating, indicator_sets),
            pictures=pictures.get(rating.id, []),
            case=(
                case_brief(orders[rating.id], calendar=calendar, now=now)
                if rating.id in orders
                else None
            ),
        )
        for rating in ratings
    ]


async def orders_of(ids: list[UUID]) -> dict[UUID, WorkOrder]:
    """The orders these ratings opened, or were joined to (7-11)."""
    found = {order.rating_id: order for order in await WorkOrder.filter(rating_id__in=ids)}
    for one in await OrderSource.filter(rating_id__in=ids).select_related("order"):
        if one.rating_id is not None:
            found[one.rating_id] = one.order
    return found


def _my_rating(
    rating: Rating, *, scored: list[Scored], pictures: list[UUID], case: CaseBrief | None
) -> MyRating:
    record = rating.service_record
    return MyRating(
        id=rating.id,
        receipt_number=rating.receipt_number,
        receipt_hash=rating.receipt_hash,
        item_name=record.item.name if record.item else "",
        institution_name=record.institution.name,
        window=window_brief(record.window),
        grade=rating.grade,
        tags=split_tags(rating.tags),
        dimensions=scored,
        text=rating.text,
        pictures=pictures,
        anonymous=bool(rating.anonymous),
        late=bool(rating.late),
        rated_at=rating.rated_at,
        case=case,
        counted=rating.superseded_by_id is None,
    )


def split_tags(tags: str) -> list[str]:
    """Tag codes as stored, with commas between them."""
    return tags.split(",") if tags else []


class StoredRating(Protocol):
    """What the store answers; declared here, since queries know no action."""

    @property
    def rating_id(self) -> UUID: ...

    @property
    def receipt_number(self) -> str: ...

    @property
    def receipt_hash(self) -> str: ...

    @property
    def grade(self) -> str: ...

    @property
    def rated_at(self) -> datetime: ...

    @property
    def late(self) -> bool: ...

    @property
    def order_id(self) -> UUID | None: ...

    @property
    def order_number(self) -> str | None: ...

    @property
    def order_status(self) -> str | None: ...

    @property
    def due_what(self) -> str | None: ...

    @property
    def due_at(self) -> datetime | None: ...

    @property
    def due_provisional(self) -> bool: ...


def receipt(
    stored: StoredRating, *, templates: dict[str, str], calendar: Calendar, now: datetime
) -> Receipt:
    """The receipt of a stored rating; notices are offered only where a case was opened."""
    case = None
    if stored.order_id is not None and stored.order_number is not None:
        status = stored.order_status or Status.OPENED
        case = CaseBrief(stored.order_id, stored.order_number, status, _due(stored, calendar, now))
    return Receipt(
        rating_id=stored.rating_id,
        number=stored.receipt_number,
        hash=stored.receipt_hash,
        grade=stored.grade,
        rated_at=stored.rated_at,
        late=stored.late,
        case=case,
        templates=[Template(*pair) for pair in templates.items()] if case else [],
    )


def _due(stored: StoredRating, calendar: Calendar, now: datetime) -> Due | None:
    if stored.due_what is None or stored.due_at is None:
        return None
    left = calendar.working_days_left(now, stored.due_at)
    return Due(stored.due_what, stored.due_at, left, stored.due_provisional)
