"""The ratings behind a figure, one by one, for the bureaus that supervise (Art. 12–14).

Masked text, the day and never the minute, no evaluator: who looks into a figure learns what was
said and not who said it (9-4).
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from msgspec import Struct
from tortoise.expressions import Q

from models import Rating
from queries.figures.officer_scores import LONGEST_TO_RATE
from queries.keyset import Key, after
from queries.plans import for_these_values
from queries.rating.my_ratings import split_tags
from rules.actors import Role, StaffMember
from rules.documents import mask_personal_data
from rules.work_calendar import DAY, day_bounds, local_day

A_PAGE = 20
RELATED = (
    "service_record__item",
    "service_record__institution",
    "service_record__hall",
    "service_record__window",
    "work_order",
)


class CaseBehind(Struct, frozen=True):
    """One rating; `order_id` leads to its work order where there is one."""

    id: UUID
    day: date
    grade: str
    series: str  # opinion, walk_in, default
    late: bool
    excluded: bool
    tags: list[str]
    text: str
    channel: str
    item_name: str
    institution_name: str
    hall_name: str | None
    window_number: str | None
    order_id: UUID | None
    order_number: str | None


class CasesBehind(Struct, frozen=True):
    rows: list[CaseBehind]
    total: int


class CaseFilter(Struct, frozen=True):
    """What the figure was: conditions by column of the service, and of the rating."""

    first: date
    last: date
    service: dict[str, UUID]
    grade: str = ""
    channel: str = ""
    tag: str = ""
    page: int = 1


async def cases(*, by: StaffMember, chosen: CaseFilter) -> CasesBehind:
    """The ratings that are counted in a figure, newest first, a page of them."""
    found = Rating.filter(_where(by, chosen))
    page = found.order_by("-rated_at", "id").offset((chosen.page - 1) * A_PAGE).limit(A_PAGE)
    async with for_these_values():
        rows = await page.select_related(*RELATED)
        total = await found.count()
    return CasesBehind([_case(rating) for rating in rows], total)


async def count(*, by: StaffMember, chosen: CaseFilter, now: datetime) -> int:
    """How many ratings `piece` gives in all."""
    return await Rating.filter(_where(by, chosen), rated_at__lt=now).count()


async def piece(
    *, by: StaffMember, chosen: CaseFilter, now: datetime, behind: Key | None, most: int
) -> list[tuple[Key, CaseBehind]]:
    """The next of the ratings made before `now`, oldest first."""
    found = Rating.filter(_where(by, chosen), after(behind, "rated_at"), rated_at__lt=now)
    rows = await found.order_by("rated_at", "id").limit(most).select_related(*RELATED)
    return [(Key(rating.rated_at, rating.id), _case(rating)) for rating in rows]


def _where(by: StaffMember, chosen: CaseFilter) -> Q:
    start, end = day_bounds(chosen.first)[0], day_bounds(chosen.last + DAY)[0]
    where = Q(rated_at__gte=start, rated_at__lt=end, superseded_by_id=None)
    if by.role is not Role.CITY_BUREAU:
        where &= Q(service_record__bureau_id=by.bureau_id)
    service: dict[str, Any] = {f"service_record__{name}": id for name, id in chosen.service.items()}
    if service:
        # The services of a place by the time they ended: not all ratings of the span.
        ended = Q(
            service_record__ended_at__gte=start - LONGEST_TO_RATE, service_record__ended_at__lt=end
        )
        where &= Q(**service) & ended
    if chosen.grade:
        where &= Q(grade=chosen.grade) & ~Q(origin="default")
    if chosen.channel:
        where &= Q(channel=chosen.channel)
    if chosen.tag:
        where &= Q(tags__contains=chosen.tag)
    return where


def _case(rating: Rating) -> CaseBehind:
    record = rating.service_record
    order = getattr(rating, "work_order", None)
    series = "walk_in" if record.source == "walk_in" else "opinion"
    return CaseBehind(
        id=rating.id,
        day=local_day(rating.rated_at),
        grade=rating.grade,
        series="default" if rating.origin == "default" else series,
        late=rating.late,
        excluded=rating.excluded_at is not None,
        tags=split_tags(rating.tags),
        text=mask_personal_data(rating.text),
        channel=rating.channel,
        item_name=record.item.name if record.item else "",
        institution_name=record.institution.name,
        hall_name=record.hall.name if record.hall else None,
        window_number=record.window.number if record.window else None,
        order_id=order.id if order else None,
        order_number=order.number if order else None,
    )
