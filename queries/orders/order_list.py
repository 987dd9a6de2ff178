"""Work orders in a list: scoped in the SQL, by clock, the evaluator anonymous (Art. 11)."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from msgspec import Struct
from tortoise.expressions import Case, Q, Subquery, When
from tortoise.functions import Count
from tortoise.queryset import QuerySet

from models import Entry, Transition, WorkOrder
from queries.briefs import due_of, moment_for
from queries.keyset import Key, after
from queries.shapes import Due
from rules.actors import Role, StaffMember
from rules.order_clocks import STAFF_CLOCKS, is_overdue
from rules.rating import PLATFORMS, Channel
from rules.rectification import AT_THE_BUREAU, CLOSED, SUPERVISED, Action, Status
from rules.refusals import Forbidden
from rules.work_calendar import DAY, Calendar, day_bounds, local_day

A_PAGE = 20
OPEN = frozenset(Status) - CLOSED
AT_THE_INSTITUTION = SUPERVISED - AT_THE_BUREAU
# Open orders by their clocks, those without one after them: said in so many words, because the
# two databases put NULL at different ends.
TURN = Case(When(due_at__isnull=False, then="1"), default="2")
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
    extension_asked: bool  # more time was asked for, and the bureau has not decided
    supervision: datetime | None  # until when a supervision has to be answered
    paused: bool  # an appeal is open, and the offices' clocks stand still (11-13)


class StatusCount(Struct, frozen=True):
    status: str
    count: int


class OrderPage(Struct, frozen=True):
    rows: list[OrderRow]
    total: int
    counts: list[StatusCount]
    overdue: int
    waiting: int  # those that wait for the caller's own office


@dataclass(frozen=True, slots=True)
class Chosen:
    """What of the list is asked for; days are those of the opening, in Asia/Shanghai."""

    waiting: bool = False
    status: str = ""
    grade: str = ""
    channel: str = ""
    basis: str = ""
    overdue: bool = False
    supervised: bool = False
    extension: bool = False
    repeated: bool = False
    institution_id: UUID | None = None
    first: date | None = None
    last: date | None = None
    search: str = ""

    def asked_by(self, by: StaffMember) -> "Chosen":
        """The same; raises `Forbidden` where an institution asks which way its ratings came."""
        if (self.channel or self.basis) and not knows_the_way(by):
            raise Forbidden
        return self

    def where(self, by: StaffMember, now: datetime) -> Q:
        """The condition in SQL."""
        found = _late(now) if self.overdue else Q()
        if self.waiting:
            found &= turn_of(by)
        if self.status:
            found &= Q(status=self.status)
        if self.grade:
            found &= Q(rating__grade=self.grade)
        if self.channel:
            found &= _came_by(self.channel)
        if self.basis:
            found &= Q(rating__identity_basis=self.basis)
        if self.supervised:
            found &= Q(supervised_at__isnull=False)
        if self.extension:
            found &= Q(extension_asked_at__isnull=False)
        if self.repeated:
            likenesses = Entry.filter(likeness__isnull=False).values("order_id")
            found &= Q(id__in=Subquery(likenesses))
        if self.institution_id:
            found &= Q(institution_id=self.institution_id)
        if self.first:
            found &= Q(opened_at__gte=day_bounds(self.first)[0])
        if self.last:
            found &= Q(opened_at__lt=day_bounds(self.last + DAY)[0])
        if self.search:
            name = Q(rating__service_record__item__name__contains=self.search)
            found &= Q(number__contains=self.search) | name
        return found


@dataclass(frozen=True, slots=True)
class History:
    """What an order went through, for those who supervise (4-3)."""

    row: OrderRow
    opened_on: date
    closed_on: date | None
    extensions: int
    supervisions: list[tuple[date, str, date | None, str]]  # pressed, why, answered, what


def in_reach(by: StaffMember) -> Q:
    """The orders a role may see: the city all; a county its own; an institution those sent to it.

    A county keeps seeing an order of its area that was reopened one level up (4-1, 4-6).
    """
    if by.role is Role.CITY_BUREAU:
        return Q(status__isnull=False)  # all, and an index knows it without the rows
    if by.role is Role.COUNTY_BUREAU:
        return Q(area_id=by.bureau_id)
    return Q(institution_id=by.institution_id)


def knows_the_way(by: StaffMember) -> bool:
    """Whether the caller is told by which channel a rating came, and how sure it is whose it is.

    Bureaus are, who answer for the channels. At the window of an institution it could say which of
    the day's few visitors it was (9-4).
    """
    return by.role is not Role.HANDLER


def _came_by(channel: str) -> Q:
    """`channel_of`, in SQL."""
    found = Q(rating__channel=channel)
    on_the_phone = Q(rating__channel=Channel.WINDOW_CODE)
    if channel in PLATFORMS:
        return found | (on_the_phone & Q(rating__service_record__source=channel))
    if channel == Channel.WINDOW_CODE:
        return found & ~Q(rating__service_record__source__in=list(PLATFORMS))
    return found


def turn_of(by: StaffMember) -> Q:
    """Of the orders in reach those that wait for the own office: a step of it, or its decision."""
    if by.role is Role.HANDLER:
        return Q(status__in=list(AT_THE_INSTITUTION))
    asked = Q(status__in=list(AT_THE_BUREAU)) | Q(extension_asked_at__isnull=False)
    return Q(bureau_id=by.bureau_id) & asked


def _late(now: datetime) -> Q:
    return Q(due_at__lte=now, due_what__in=STAFF_CLOCKS)  # `is_overdue`, in SQL


async def page(
    *, by: StaffMember, now: datetime, calendar: Calendar, chosen: Chosen, page: int
) -> OrderPage:
    """Orders in reach, the nearest clock first, closed ones last, with counts per status."""
    reach = WorkOrder.filter(in_reach(by))
    counts = await reach.annotate(n=Count("status")).group_by("status").values("status", "n")
    found = reach.filter(chosen.where(by, now))
    is_open = found.filter(status__in=list(OPEN))
    still_open = await is_open.count()
    everything = chosen == Chosen()
    total = sum(int(row["n"]) for row in counts) if everything else await found.count()
    start = (page - 1) * A_PAGE
    turns = is_open.annotate(turn=TURN).order_by("turn", "due_at", "-opened_at", "number")
    ids = await _ids(turns, start)
    if len(ids) < A_PAGE and total > still_open:
        closed = found.filter(status__in=list(CLOSED)).order_by("-opened_at", "number")
        ids += await _ids(closed, max(start - still_open, 0), A_PAGE - len(ids))
    orders = {order.id: order for order in await _orders(ids)}
    return OrderPage(
        rows=[row_of(orders[id], by=by, calendar=calendar, now=now) for id in ids],
        total=total,
        counts=[StatusCount(row["status"], row["n"]) for row in counts],
        overdue=await reach.filter(_late(now)).count(),
        waiting=await reach.filter(turn_of(by)).count(),
    )


async def _ids(orders: QuerySet[WorkOrder], start: int, most: int = A_PAGE) -> list[UUID]:
    """A piece of a list: what is shown of an order is read for these alone."""
    return [row[0] for row in await orders.offset(start).limit(most).values_list("id")]


def row_of(order: WorkOrder, *, by: StaffMember, calendar: Calendar, now: datetime) -> OrderRow:
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
        opened_at=moment_for(by, order.opened_at),
        due=due_of(order, calendar=calendar, now=now),
        overdue=is_overdue(order.due_what, order.due_at, now),
        round=order.round,
        returned=order.returned,
        extension_asked=order.extension_asked_at is not None,
        supervision=order.supervision_due_at,
        paused=order.paused_at is not None,
    )


def _until(by: StaffMember, chosen: Chosen, now: datetime) -> QuerySet[WorkOrder]:
    return WorkOrder.filter(in_reach(by)).filter(chosen.where(by, now), opened_at__lt=now)


async def count(*, by: StaffMember, now: datetime, chosen: Chosen) -> int:
    """How many orders `histories` gives in all."""
    return await _until(by, chosen, now).count()


async def histories(
    *,
    by: StaffMember,
    now: datetime,
    calendar: Calendar,
    chosen: Chosen,
    behind: Key | None,
    most: int,
) -> list[tuple[Key, History]]:
    """The next of the chosen orders with what they went through, oldest first."""
    found = _until(by, chosen, now).filter(after(behind, "opened_at"))
    piece = await found.order_by("opened_at", "id").limit(most).select_related(*RELATED)
    steps = await _steps([order.id for order in piece])
    told = []
    for order in piece:
        row = row_of(order, by=by, calendar=calendar, now=now)
        history = _history(row, order, steps.get(order.id, []))
        told.append((Key(order.opened_at, order.id), history))
    return told


async def _orders(ids: list[UUID]) -> list[WorkOrder]:
    return await WorkOrder.filter(id__in=ids).select_related(*RELATED)


async def _steps(ids: list[UUID]) -> dict[UUID, list[Transition]]:
    told = (Action.SUPERVISE, Action.ANSWER_SUPERVISION, Action.GRANT_EXTENSION)
    found: dict[UUID, list[Transition]] = {}
    for step in await Transition.filter(order_id__in=ids, action__in=told).order_by("number"):
        found.setdefault(step.order_id, []).append(step)
    return found


def _history(row: OrderRow, order: WorkOrder, steps: list[Transition]) -> History:
    pressed: list[tuple[date, str, date | None, str]] = []
    for step in steps:
        if step.action == Action.SUPERVISE:
            pressed.append((local_day(step.at), step.note, None, ""))
        elif step.action == Action.ANSWER_SUPERVISION:
            pressed[-1] = (*pressed[-1][:2], local_day(step.at), step.note)
    return History(
        row=row,
        opened_on=local_day(order.opened_at),
        closed_on=local_day(order.closed_at) if order.closed_at else None,
        extensions=sum(step.action == Action.GRANT_EXTENSION for step in steps),
        supervisions=pressed,
    )
