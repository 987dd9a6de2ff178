"""The work orders of the past's poor ratings, in every state an order can be in."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from uuid import uuid4

from models import Bureau, Entry, Institution, Rating, ServiceRecord, Staff, Transition, WorkOrder
from rules.grades import Grade
from rules.rectification import ENTRY_OF, TABLE, Action, CaseRole, Status, clock_of
from rules.rule_set import RuleSet
from rules.work_calendar import Calendar
from server.demo.history import Past, record_of

ROUTE = (
    (Action.DISPATCH, CaseRole.BUREAU),
    (Action.ACCEPT, CaseRole.HANDLER),
    (Action.RESPOND, CaseRole.HANDLER),
    (Action.RECTIFY, CaseRole.HANDLER),
    (Action.FEED_BACK, CaseRole.HANDLER),
    (Action.CONFIRM, CaseRole.EVALUATOR),
)
WORDS = {
    Action.RESPOND: "您好，我们已电话向您了解情况，给您带来不便，十分抱歉。",
    Action.RECTIFY: "已在高峰时段增开一个窗口，并更新了材料清单。",
    Action.FEED_BACK: "您反映的问题已整改：高峰时段增开窗口，材料清单已更新。感谢您的意见。",
}


@dataclass(slots=True)
class _Rows:
    orders: list[WorkOrder] = field(default_factory=list)
    transitions: list[Transition] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)


async def open_cases(
    past: Past, *, rules: RuleSet, calendar: Calendar, random: Random, now: datetime
) -> None:
    """Write an order for every poor rating, as far along as its age allows."""
    records = record_of(past)
    bureaus = {one.id: one for one in await Bureau.all()}
    offices = {one.id: one for one in await Institution.all()}
    clerks = {one.bureau_id: one for one in await Staff.filter(bureau_id__isnull=False)}
    handlers = {one.institution_id: one for one in await Staff.filter(role="handler")}
    rows = _Rows()
    poor = [one for one in past.ratings if Grade(one.grade).is_poor]
    for place, rating in enumerate(sorted(poor, key=lambda one: one.rated_at)):
        record = records[rating.service_record_id]
        story = _Story(rating, record, rules, calendar, random, now)
        story.begin(place)
        story.go_on(
            bureau=bureaus[record.bureau_id],
            office=offices[record.institution_id],
            clerk=clerks[record.bureau_id],
            handler=handlers[record.institution_id],
        )
        rows.orders.append(story.order)
        rows.transitions += story.transitions
        rows.entries += story.entries
    await WorkOrder.bulk_create(rows.orders, batch_size=200)
    await Transition.bulk_create(rows.transitions, batch_size=200)
    await Entry.bulk_create(rows.entries, batch_size=200)


class _Story:
    """One order from its opening to where it stands."""

    def __init__(
        self,
        rating: Rating,
        record: ServiceRecord,
        rules: RuleSet,
        calendar: Calendar,
        random: Random,
        now: datetime,
    ) -> None:
        self.rating, self.record = rating, record
        self.rules, self.calendar, self.random, self.now = rules, calendar, random, now
        self.at = rating.rated_at
        self.dispatched_at = self.at
        self.transitions: list[Transition] = []
        self.entries: list[Entry] = []

    def begin(self, place: int) -> None:
        self.order = WorkOrder(
            id=uuid4(),
            number=f"9{place:011d}",
            rating_id=self.rating.id,
            status=Status.OPENED,
            bureau_id=self.record.bureau_id,
            opened_at=self.at,
        )
        self._note(Action.OPEN, "", Status.OPENED, CaseRole.SYSTEM, None, "")
        self._clock()

    def go_on(self, *, bureau: Bureau, office: Institution, clerk: Staff, handler: Staff) -> None:
        """Take steps while there was time for them; recent orders stop early."""
        for action, role in ROUTE:
            following = self.at + timedelta(hours=self.random.randint(3, 30))
            if following > self.now or self.random.random() < 0.06:
                return
            self.at = following
            by_bureau = role is CaseRole.BUREAU
            staff = None if role is CaseRole.EVALUATOR else (clerk if by_bureau else handler)
            place = bureau.name if by_bureau else office.name
            self._step(action, role, staff, "citizen" if staff is None else place)

    def _step(self, action: Action, role: CaseRole, staff: Staff | None, place: str) -> None:
        before = Status(self.order.status)
        after = TABLE.apply(before, action, role)
        self.order.status, self.order.version = after, self.order.version + 1
        self._note(action, before, after, role, staff, place)
        if action is Action.DISPATCH:
            self.order.institution_id = self.record.institution_id
            self.dispatched_at = self.at
        if action in ENTRY_OF and staff is not None:
            self._entry(action, staff, place)
        if after is Status.FED_BACK:
            self.order.delivered_at = self.at
        if after is Status.SOLVED:
            self.order.closed_at = self.at
        self._clock()

    def _clock(self) -> None:
        since = self.at
        if self.order.status in (Status.ACCEPTED, Status.RESPONDED, Status.RECTIFIED):
            since = self.dispatched_at
        clock = clock_of(
            Status(self.order.status), since=since, rules=self.rules, calendar=self.calendar
        )
        self.order.due_what = clock.what if clock else None
        self.order.due_at = clock.at if clock else None
        self.order.due_provisional = clock.provisional if clock else False

    def _note(
        self,
        action: Action,
        before: str,
        after: str,
        role: CaseRole,
        staff: Staff | None,
        place: str,
    ) -> None:
        self.transitions.append(
            Transition(
                id=uuid4(),
                order_id=self.order.id,
                number=self.order.version,
                action=action,
                before=before,
                after=after,
                at=self.at,
                actor=role,
                staff_id=staff.id if staff else None,
                office=place,
            )
        )

    def _entry(self, action: Action, staff: Staff, place: str) -> None:
        self.entries.append(
            Entry(
                id=uuid4(),
                order_id=self.order.id,
                step=self.order.version,
                round=1,
                kind=ENTRY_OF[action],
                text=WORDS[action],
                at=self.at,
                staff_id=staff.id,
                office=place,
            )
        )
