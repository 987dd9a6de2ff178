"""Work orders as bureau and institution see them: scoped in the SQL, the evaluator anonymous."""

from datetime import date, datetime
from uuid import UUID

from msgspec import Struct
from tortoise.queryset import QuerySet

from models import Entry as EntryRow
from models import Institution, OrderSource, Picture, Transition, WorkOrder
from queries.briefs import entries_of, pictures_of, steps_of
from queries.orders.order_actions import actions_of
from queries.orders.order_list import RELATED, OrderRow, in_reach, knows_the_way, row_of
from queries.rating.evaluation_form import Scored, scored_of
from queries.rating.my_ratings import split_tags
from queries.shapes import Entry, JoinedSource, RepeatedFeedback, Step
from rules.actors import Role, StaffMember
from rules.documents import mask_personal_data
from rules.in_force import RuleSets
from rules.indicators import IndicatorSets
from rules.rating import channel_of
from rules.refusals import NotFound
from rules.work_calendar import Calendar, local_day


class RatedService(Struct, frozen=True):
    """The rating behind an order; text masked, day instead of minute, no evaluator."""

    grade: str
    tags: list[str]
    dimensions: list[Scored]
    text: str
    pictures: list[UUID]
    rated_on: date
    item_name: str
    point: str  # the rating point of the case, "" for its end (6-7)
    hall_name: str | None
    window_number: str | None
    officer_name: str | None
    linked: bool  # False: a walk-in without service record
    channel: str  # by which it came, and how it is known whose it is: for bureaus, else empty
    basis: str


class OrderView(Struct, frozen=True):
    row: OrderRow
    rating: RatedService
    steps: list[Step]
    entries: list[Entry]
    sources: list[JoinedSource]
    repeats: list[RepeatedFeedback]  # for bureaus, who can act on it
    actions: list[str]  # what the caller may do now
    version: int  # sent back with each action: a stale one is refused


class InstitutionBrief(Struct, frozen=True):
    id: UUID
    name: str
    level: str
    kind: str
    region_name: str


class Institutions(Struct, frozen=True):
    institutions: list[InstitutionBrief]


async def one(
    order_id: UUID,
    *,
    by: StaffMember,
    now: datetime,
    calendar: Calendar,
    rule_sets: RuleSets,
    indicator_sets: IndicatorSets,
) -> OrderView:
    """One order in reach, with what the caller may do now."""
    order = await WorkOrder.filter(in_reach(by), id=order_id).select_related(*RELATED).first()
    if order is None:
        raise NotFound
    transitions = await Transition.filter(order_id=order.id).order_by("number")
    entries = await EntryRow.filter(order_id=order.id).order_by("step")
    rules = rule_sets.named(order.rating.service_record.rule_set)
    pictures = await Picture.filter(rating_id=order.rating.id).values_list("id", flat=True)
    taken = await pictures_of(order.id)
    return OrderView(
        row=row_of(order, by=by, calendar=calendar, now=now),
        rating=_rated(
            order,
            [UUID(str(one)) for one in pictures],
            scored_of(order.rating, indicator_sets),
            with_way=knows_the_way(by),
        ),
        steps=steps_of(transitions, notes=True, by=by, pictures=taken),
        entries=entries_of(entries, taken),
        sources=await sources_of(order),
        repeats=[] if by.role is Role.HANDLER else await _repeats(entries),
        actions=actions_of(order, transitions, by=by, now=now, calendar=calendar, rules=rules),
        version=order.version,
    )


def _rated(
    order: WorkOrder, pictures: list[UUID], scored: list[Scored], *, with_way: bool
) -> RatedService:
    rating, record = order.rating, order.rating.service_record
    return RatedService(
        grade=rating.grade,
        tags=split_tags(rating.tags),
        dimensions=scored,
        text=mask_personal_data(rating.text),
        pictures=pictures,
        rated_on=local_day(rating.rated_at),
        item_name=record.item.name if record.item else "",
        point=record.point,
        hall_name=record.hall.name if record.hall else None,
        window_number=record.window.number if record.window else None,
        officer_name=record.officer.name if record.officer else None,
        linked=record.source != "walk_in",
        channel=channel_of(rating.channel, record.source) if with_way else "",
        basis=rating.identity_basis if with_way else "",
    )


async def sources_of(order: WorkOrder) -> list[JoinedSource]:
    """What was joined to the order, in the order it came."""
    found = OrderSource.filter(order_id=order.id).order_by("joined_at").select_related("rating")
    return [_source(one) for one in await found]


def _source(one: OrderSource) -> JoinedSource:
    rating = one.rating
    return JoinedSource(
        source=one.source,
        number="" if rating else one.number,  # a receipt is its evaluator's alone
        day=local_day(one.joined_at),
        office=one.office,
        note=one.note,
        grade=rating.grade if rating else "",
        tags=split_tags(rating.tags) if rating else [],
        text=mask_personal_data(rating.text) if rating else "",
    )


async def _repeats(entries: list[EntryRow]) -> list[RepeatedFeedback]:
    found = []
    for one in entries:
        if one.like_order_id is None or one.likeness is None:
            continue
        earlier = EntryRow.filter(order_id=one.like_order_id, kind=one.kind, at__lte=one.at)
        like = await earlier.order_by("-at").select_related("order").first()
        if like is not None:
            found.append(
                RepeatedFeedback(
                    one.round, one.likeness, like.order.id, like.order.number, like.text
                )
            )
    return found


def dispatchable(order: WorkOrder) -> QuerySet[Institution]:
    """The institutions an order can go to: those of its bureau; a city bureau reaches all."""
    found = Institution.filter(closed_at=None)
    if order.bureau.level != "city":
        found = found.filter(bureau_id=order.bureau.id)
    return found


async def institutions(order_id: UUID, *, by: StaffMember) -> Institutions:
    """Where the order can be dispatched to; the one the service was at comes first."""
    order = (
        await WorkOrder.filter(in_reach(by), id=order_id, bureau_id=by.bureau_id)
        .select_related("bureau", "rating__service_record")
        .first()
    )
    if order is None:
        raise NotFound
    first = order.rating.service_record.institution_id
    found = await dispatchable(order).order_by("name").select_related("region")
    return Institutions(
        [
            InstitutionBrief(one.id, one.name, one.level, one.kind, one.region.name)
            for one in sorted(found, key=lambda one: one.id != first)
        ]
    )
