"""Work orders of the poor ratings, each step as the rules allow it (Art. 11)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import uuid4

from actions.orders.cases import CITIZEN_OFFICE
from models import Entry, OrderRound, Staff, Transition, WorkOrder
from rules.grades import Grade
from rules.order_clocks import clock_of, rectification_due
from rules.rectification import CLOSED, ENTRY_OF, TABLE, Action, CaseRole, Status
from server.demo import stories, tables
from server.demo.opinions import Said, is_troubled
from server.demo.world import World

JOB_RHYTHM = timedelta(seconds=20)  # silence is noticed a moment after its clock
DELIVERY = timedelta(minutes=4)
ROLES = {
    Action.DISPATCH: CaseRole.BUREAU,
    Action.CLOSE_BY_BUREAU: CaseRole.BUREAU,
    Action.SUPERVISE: CaseRole.BUREAU,
    Action.CONFIRM: CaseRole.EVALUATOR,
    Action.REOPEN: CaseRole.EVALUATOR,
    Action.CLOSE_BY_SILENCE: CaseRole.SYSTEM,
}
NOTES = {
    Action.DISPATCH: "请按时签收，核实情况后与评价人联系。",
    Action.RETURN: "当日业务由多个单位共同办理，请核实责任单位后再转办。",
    Action.SUPERVISE: "联系期限已过，请当日联系评价人，并书面说明逾期原因。",
    Action.ANSWER_SUPERVISION: "经办人轮休交接有疏漏，今日已联系评价人并着手整改。",
    Action.CALL_MISSED: "拨打两次无人接听，改日再拨。",
    Action.CONFIRM: "solved",
    Action.REOPEN: "答复说已经整改，我再去一次还是老样子。",
    Action.CLOSE_BY_BUREAU: "两个工作日分别致电评价人，均无人接听；三项记录齐全，予以办结。",
}


@dataclass(slots=True)
class Told:
    """An order with all its rows."""

    order: WorkOrder
    said: Said
    transitions: list[Transition] = field(default_factory=list)
    rounds: list[OrderRound] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)


def of_ratings(world: World, poor: Iterable[Said]) -> list[Told]:
    """Ordinary cases, told as far as there was time since the rating."""
    rng = Random(f"orders {world.seed}")
    told = []
    for said in poor:
        story, pace = stories.ordinary(rng, troubled=is_troubled(said.served))
        told.append(tell(world, rng, said, stories.STORIES[story], pace=pace))
    return told


def is_poor(said: Said) -> bool:
    return Grade(said.rating.grade).is_poor


def tell(
    world: World,
    rng: Random,
    said: Said,
    actions: tuple[Action, ...],
    *,
    pace: float = 1.0,
    hours: tuple[float, ...] = (),
    reached: bool = True,
) -> Told:
    """An order with the steps that lie in the past; `hours` fixes how long each takes.

    `reached`: a feedback is delivered.
    """
    story = _Story(world, rng, said, reached=reached)
    for place, action in enumerate(actions):
        if action is Action.CLOSE_BY_SILENCE:
            at = story.silent_at
        else:
            took = hours[place] if hours else stories.hours(action, rng) * pace
            at = world.office_time.after(story.at, took).replace(microsecond=0)
        if at >= world.now:
            break
        story.step(action, at)
    return story.told


class _Story:
    """One order on its way."""

    def __init__(self, world: World, rng: Random, said: Said, *, reached: bool) -> None:
        self.world, self.said, self.reached = world, said, reached
        record = said.served.record
        self.bureau = self._bureau(record.bureau_id)
        self.at = said.rating.rated_at
        self.dispatched_at = self.at
        order = WorkOrder(
            id=uuid4(),
            number=f"{rng.randrange(10**12):012d}",
            rating_id=said.rating.id,
            status=Status.OPENED,
            version=1,
            bureau_id=record.bureau_id,
            area_id=record.bureau_id,
            opened_at=self.at,
        )
        self.told = Told(order, said)
        self._transition(Action.OPEN, "", Status.OPENED, CaseRole.SYSTEM, None, "")
        self._set_clock(self.at)

    @property
    def silent_at(self) -> datetime:
        due: datetime | None = self.told.order.due_at
        return (due or self.world.now) + JOB_RHYTHM

    def _bureau(self, bureau_id: Any) -> str:
        [key] = [key for key, one in self.world.places.bureaus.items() if one.id == bureau_id]
        return key

    def step(self, action: Action, at: datetime) -> None:
        """Take a step the table allows, with everything that goes with it."""
        order = self.told.order
        role = ROLES.get(action, CaseRole.HANDLER)
        before = Status(order.status)
        after = TABLE.apply(before, action, role)
        self.at = at
        order.status, order.version = after, order.version + 1
        staff, office = self._actor(role)
        self._transition(action, before, after, role, staff, office)
        self._change(action, after, at)
        if action in ENTRY_OF and staff is not None:
            self._entry(action, staff, office)

    def _actor(self, role: CaseRole) -> tuple[Staff | None, str]:
        staff, places = self.world.staff, self.world.places
        if role is CaseRole.BUREAU:
            return staff[self.bureau], places.bureaus[self.bureau].name
        if role is CaseRole.HANDLER:
            key = self.said.served.institution
            return staff[f"handler-{key}"], places.institutions[key].name
        return None, CITIZEN_OFFICE if role is CaseRole.EVALUATOR else "system"

    def _transition(
        self,
        action: Action,
        before: str,
        after: Status,
        role: CaseRole,
        staff: Staff | None,
        office: str,
    ) -> None:
        self.told.transitions.append(
            Transition(
                id=uuid4(),
                order_id=self.told.order.id,
                number=self.told.order.version,
                action=action,
                before=before,
                after=after,
                at=self.at,
                actor=role,
                staff_id=staff.id if staff else None,
                office=office,
                note=NOTES.get(action, ""),
            )
        )

    def _change(self, action: Action, after: Status, at: datetime) -> None:
        """What a step changes besides the status, and the clock of the new one."""
        order = self.told.order
        if action is Action.DISPATCH:
            self.dispatched_at = at
            order.institution_id = self.said.served.record.institution_id
            self._round(at)
        elif action is Action.RETURN:
            order.returned += 1
            self.told.rounds[-1].due_at = None
        elif action is Action.REOPEN:
            self.bureau = "city"
            order.round += 1
            order.bureau_id = self.world.places.bureaus["city"].id
            order.delivered_at = order.closed_at = None
        elif action is Action.FEED_BACK:
            order.delivered_at = at + DELIVERY if self.reached else None
        elif action is Action.SUPERVISE:
            days = self.world.rules.supervision_working_days.value
            order.supervised_at = at
            order.supervision_due_at = self.world.calendar.add_working_days(at, days).at
        elif action is Action.ANSWER_SUPERVISION:
            order.supervised_at = order.supervision_due_at = None
        elif action is Action.CLOSE_BY_BUREAU:
            order.delivered_at = None  # that is why the bureau decides
        if after in CLOSED:
            order.closed_at = at
        self._set_clock(at)

    def _round(self, at: datetime) -> None:
        order = self.told.order
        known = next((one for one in self.told.rounds if one.round == order.round), None)
        if known is None:
            known = OrderRound(id=uuid4(), order_id=order.id, round=order.round)
            self.told.rounds.append(known)
        known.institution_id = self.said.served.record.institution_id
        known.due_at = rectification_due(
            Status.DISPATCHED, since=at, rules=self.world.rules, calendar=self.world.calendar
        )

    def _set_clock(self, at: datetime) -> None:
        order = self.told.order
        if order.status == Status.FED_BACK and order.delivered_at is None:
            order.due_what = order.due_at = None  # the citizen knows nothing of it yet
            return
        since = at
        if order.status in (Status.ACCEPTED, Status.RESPONDED, Status.RECTIFIED):
            since = self.dispatched_at
        elif order.status == Status.FED_BACK:
            since = order.delivered_at or at
        clock = clock_of(
            Status(order.status),
            since=since,
            rules=self.world.rules,
            calendar=self.world.calendar,
        )
        order.due_what = clock.what if clock else None
        order.due_at = clock.at if clock else None
        order.due_provisional = clock.provisional if clock else False

    def _entry(self, action: Action, staff: Staff, office: str) -> None:
        kind = ENTRY_OF[action]
        words = tables.complaints()[self.said.tag]
        again = "经再次核查：" if self.told.order.round > 1 else ""
        self.told.entries.append(
            Entry(
                id=uuid4(),
                order_id=self.told.order.id,
                step=self.told.order.version,
                round=self.told.order.round,
                kind=kind,
                text=again + str(getattr(words, kind)),
                at=self.at,
                staff_id=staff.id,
                office=office,
            )
        )
