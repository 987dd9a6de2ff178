"""Work orders as bureau and institution see them: scoped in the SQL, the evaluator anonymous."""

from datetime import date, datetime
from uuid import UUID

import msgspec
from msgspec import Struct
from tortoise.expressions import Case, Q, When
from tortoise.functions import Count
from tortoise.queryset import QuerySet

from models import Entry as EntryRow
from models import Institution, Picture, Transition, WorkOrder
from queries.briefs import due_of, entries_of, steps_of
from queries.my_ratings import split_tags
from queries.shapes import Due, Entry, Step
from rules.actors import Role, StaffMember
from rules.documents import mask_personal_data
from rules.rectification import (
    CALLS,
    STAFF_CLOCKS,
    TABLE,
    Action,
    CaseRole,
    Status,
    is_overdue,
)
from rules.refusals import NotFound
from rules.work_calendar import Calendar, local_day

A_PAGE = 20
# Running clocks first, then open orders without one, closed ones last: said in so many words,
# because the two databases put NULL at different ends.
TURN = Case(
    When(due_at__isnull=False, then="1"), When(closed_at__isnull=True, then="2"), default="3"
)
RELATED = (
    "bureau",
    "institution",
    "rating__service_record__item",
    "rating__service_record__hall",
    "rating__service_record__window",
    "rating__service_record__institution",
    "rating__service_record__officer",
)


class OrderRow(Struct, frozen=True):
    id: UUID
    number: str
    status: str
    grade: str
    item_name: str
    institution_name: str
    bureau_name: str
    hall_name: str | None
    opened_at: datetime
    due: Due | None
    overdue: bool
    round: int
    returned: int


class StatusCount(Struct, frozen=True):
    status: str
    count: int


class OrderPage(Struct, frozen=True):
    rows: list[OrderRow]
    total: int
    counts: list[StatusCount]
    overdue: int


class RatedService(Struct, frozen=True):
    """The rating behind an order; text masked, day instead of minute, no evaluator."""

    grade: str
    tags: list[str]
    dimensions: dict[str, int]
    text: str
    pictures: list[UUID]
    rated_on: date
    item_name: str
    hall_name: str | None
    window_number: str | None
    officer_name: str | None
    linked: bool  # False: a walk-in without service record


class OrderView(Struct, frozen=True):
    row: OrderRow
    rating: RatedService
    steps: list[Step]
    entries: list[Entry]
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


def in_reach(by: StaffMember) -> Q:
    """The orders a role may see: the city all; a county its own; an institution those sent to it.

    A county keeps seeing an order of its area that was reopened one level up (4-1, 4-6).
    """
    if by.role is Role.CITY_BUREAU:
        return Q(id__isnull=False)
    if by.role is Role.COUNTY_BUREAU:
        return Q(bureau_id=by.bureau_id) | Q(rating__service_record__bureau_id=by.bureau_id)
    return Q(institution_id=by.institution_id)


async def page(
    *,
    by: StaffMember,
    now: datetime,
    calendar: Calendar,
    status: str,
    overdue: bool,
    search: str,
    page: int,
) -> OrderPage:
    """Orders in reach, the nearest clock first, with counts per status."""
    reach = WorkOrder.filter(in_reach(by))
    counts = (
        await reach.annotate(n=Count("id", distinct=True)).group_by("status").values("status", "n")
    )
    late = Q(due_at__lte=now, due_what__in=STAFF_CLOCKS)  # `is_overdue`, in SQL
    found = reach
    if status:
        found = found.filter(status=status)
    if overdue:
        found = found.filter(late)
    if search:
        found = found.filter(
            Q(number__contains=search) | Q(rating__service_record__item__name__contains=search)
        )
    ids = await found.distinct().values_list("id", flat=True)
    rows = (
        await WorkOrder.filter(id__in=ids)
        .annotate(turn=TURN)
        .order_by("turn", "due_at", "-opened_at", "number")
        .offset((page - 1) * A_PAGE)
        .limit(A_PAGE)
        .select_related(*RELATED)
    )
    return OrderPage(
        rows=[_row(order, calendar=calendar, now=now) for order in rows],
        total=len(ids),
        counts=[StatusCount(row["status"], row["n"]) for row in counts],
        overdue=len(set(await reach.filter(late).values_list("id", flat=True))),
    )


def _row(order: WorkOrder, *, calendar: Calendar, now: datetime) -> OrderRow:
    record = order.rating.service_record
    return OrderRow(
        id=order.id,
        number=order.number,
        status=order.status,
        grade=order.rating.grade,
        item_name=record.item.name if record.item else "",
        institution_name=(order.institution or record.institution).name,
        bureau_name=order.bureau.name,
        hall_name=record.hall.name if record.hall else None,
        opened_at=order.opened_at,
        due=due_of(order, calendar=calendar, now=now),
        overdue=is_overdue(order.due_what, order.due_at, now),
        round=order.round,
        returned=order.returned,
    )


async def one(order_id: UUID, *, by: StaffMember, now: datetime, calendar: Calendar) -> OrderView:
    """One order in reach, with what the caller may do now."""
    order = await WorkOrder.filter(in_reach(by), id=order_id).select_related(*RELATED).first()
    if order is None:
        raise NotFound
    transitions = await Transition.filter(order_id=order.id).order_by("number")
    entries = await EntryRow.filter(order_id=order.id).order_by("step")
    pictures = await Picture.filter(rating_id=order.rating.id).values_list("id", flat=True)
    return OrderView(
        row=_row(order, calendar=calendar, now=now),
        rating=_rated(order, [UUID(str(one)) for one in pictures]),
        steps=steps_of(transitions, notes=True),
        entries=entries_of(entries),
        actions=_actions(order, by=by),
        version=order.version,
    )


def _rated(order: WorkOrder, pictures: list[UUID]) -> RatedService:
    rating, record = order.rating, order.rating.service_record
    return RatedService(
        grade=rating.grade,
        tags=split_tags(rating.tags),
        dimensions=msgspec.json.decode(rating.dimensions),
        text=mask_personal_data(rating.text),
        pictures=pictures,
        rated_on=local_day(rating.rated_at),
        item_name=record.item.name if record.item else "",
        hall_name=record.hall.name if record.hall else None,
        window_number=record.window.number if record.window else None,
        officer_name=record.officer.name if record.officer else None,
        linked=record.source != "walk_in",
    )


def _actions(order: WorkOrder, *, by: StaffMember) -> list[str]:
    if by.role is Role.HANDLER:
        turn = order.institution is not None and order.institution.id == by.institution_id
        role = CaseRole.HANDLER
    else:
        turn = order.bureau.id == by.bureau_id
        role = CaseRole.BUREAU
    if not turn:
        return []
    actions = TABLE.actions_for(Status(order.status), role)
    # A delivered feedback waits for its citizen; silence closes by itself.
    waits = order.status == Status.FED_BACK and order.delivered_at is not None
    return [str(one) for one in actions if not (waits and one is Action.CLOSE_BY_BUREAU)]


async def call_days(order: WorkOrder) -> set[date]:
    """The days on which the citizen was called since the last feedback of this order."""
    steps = await Transition.filter(order_id=order.id).order_by("number")
    written = [step.number for step in steps if step.action == Action.FEED_BACK]
    since = written[-1] if written else 0
    return {local_day(one.at) for one in steps if one.number > since and one.action in CALLS}


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
