"""Whom a message is for, and when phones may ring for it (Art. 11; 11-7, 11-13)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from actions.dependencies import Dependencies
from actions.notices.notice_texts import CITIZEN_TOPICS, Notice
from models import Appeal, Evaluator, Staff, Transition, WorkOrder
from rules.actors import Role
from rules.rectification import AT_THE_BUREAU, Action, Status

# Who of the staff is told of which topic: the bureau of the order or its institution.
BUREAU_TOPICS = frozenset(
    {
        "work_order_opened",
        "work_order_returned",
        "work_order_reopened",
        "extension_asked",
        "feedback_repeated",
    }
)
INSTITUTION_TOPICS = frozenset({"work_order_dispatched", "extension_granted", "extension_refused"})
OFFICER_TOPICS = frozenset({"poor_rating_told", "appeal_decided"})
# What a topic calls an office for; once the order has left this state there is nothing to do.
CALLS_FOR = {
    "work_order_opened": Status.OPENED,
    "work_order_dispatched": Status.DISPATCHED,
    "work_order_returned": Status.OPENED,
    "work_order_reopened": Status.REOPENED,
}


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody a message is for."""

    id: UUID
    citizen: bool
    phone_sealed: bytes | None
    wecom_sealed: bytes | None = None


def staff_reader(one: Staff) -> Reader:
    """A member of staff as a reader."""
    return Reader(one.id, False, one.phone_sealed, one.wecom_sealed)


async def readers_of(topic: str, order: WorkOrder) -> list[Reader]:
    """The evaluator, or the staff a topic is for."""
    if topic in CITIZEN_TOPICS:
        found = await Evaluator.get_or_none(id=order.rating.evaluator_id, erased_at=None)
        return [Reader(found.id, True, found.phone_sealed)] if found else []
    staff = Staff.filter(active=True)
    if topic in ("supervised", "work_order_joined"):  # whose turn it is
        at_bureau = Status(order.status) in AT_THE_BUREAU
        topic = "work_order_opened" if at_bureau else "work_order_dispatched"
    if topic == "supervision_answered":
        staff = staff.filter(id=await _presser(order))
    elif topic in BUREAU_TOPICS:
        roles = [Role.CITY_BUREAU, Role.COUNTY_BUREAU]
        staff = staff.filter(bureau_id=order.bureau.id, role__in=roles)
    elif topic in INSTITUTION_TOPICS and order.institution is not None:
        staff = staff.filter(institution_id=order.institution.id, role=Role.HANDLER)
    elif topic in ("appeal_lodged", "appeal_to_review"):
        appeal = await Appeal.get(rating_id=order.rating.id)
        roles = [Role.CITY_BUREAU, Role.COUNTY_BUREAU]
        if topic == "appeal_to_review":
            staff = staff.filter(bureau_id=appeal.bureau_id, role__in=roles)
        else:
            staff = staff.filter(institution_id=appeal.unit_id, role=Role.HANDLER)
    elif topic == "appeal_assigned":
        staff = staff.filter(id=(await Appeal.get(rating_id=order.rating.id)).reviewer_id)
    elif topic in OFFICER_TOPICS:
        staff = staff.filter(id=order.rating.service_record.officer_id)
    else:
        return []
    return [staff_reader(one) for one in await staff]


async def _presser(order: WorkOrder) -> UUID | None:
    """Who pressed for the answer that came last (4-3)."""
    steps = Transition.filter(order_id=order.id, action=Action.SUPERVISE).order_by("-number")
    last = await steps.first()
    return last.staff_id if last else None


def _is_done(topic: str, order: WorkOrder) -> bool:
    """Whether what a topic calls an office for is done already."""
    if topic == "supervised":
        return order.supervised_at is None
    if topic == "extension_asked":
        return order.extension_asked_at is None
    return order.status != CALLS_FOR[topic]


def ring_time(
    notice: Notice, order: WorkOrder, topic: str, *, deps: Dependencies, now: datetime
) -> datetime | None:
    """When phones ring: the citizen's at once, the offices' on working days from the rule set's
    hour on; None for what is for the inbox alone and for what is already done. Art. 11 (11-13).
    """
    if not notice.pushed:
        return None
    if topic in CITIZEN_TOPICS:
        return now
    if _is_done(topic, order):
        return None
    rules = deps.rule_sets.named(order.rating.service_record.rule_set)
    return deps.calendar.next_office_moment(now, rules.digest_at.value)
