"""The messages of the past, as the outbox would have left them: sent long ago, mostly read."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from actions.notices.notice_readers import BUREAU_TOPICS, INSTITUTION_TOPICS, OFFICER_TOPICS
from actions.notices.notice_texts import CITIZEN_TOPICS, notice_for
from models import InboxMessage, OutboxMessage, WorkOrder
from rules.actors import Role
from rules.rectification import CLOSED, Action
from server.demo.orders import Told
from server.demo.world import World

BUREAU_ROLES = (Role.CITY_BUREAU, Role.COUNTY_BUREAU)  # an administrator there reads no case
UNREAD_FOR = timedelta(days=2)  # what is younger nobody has read yet
TOPICS: dict[str, tuple[str, ...]] = {
    Action.OPEN: ("work_order_opened",),
    Action.DISPATCH: ("work_order_dispatched", "dispatched"),
    Action.ACCEPT: ("accepted",),
    Action.RETURN: ("work_order_returned",),
    Action.FEED_BACK: ("feedback",),
    Action.REOPEN: ("work_order_reopened", "reopened"),
    Action.CLOSE_BY_SILENCE: ("closed",),
    Action.CLOSE_BY_BUREAU: ("closed",),
}
"""What each step tells, as `actions/orders/work_orders.py` posts it."""


async def past(
    world: World, told: Iterable[Told]
) -> tuple[list[OutboxMessage], list[InboxMessage]]:
    """Messages and inbox rows of all these orders, which must be stored already."""
    orders = {
        one.id: one
        for one in await WorkOrder.all().select_related(
            "bureau",
            "institution",
            "rating__service_record__item",
            "rating__service_record__window__hall",
        )
    }
    outbox: list[OutboxMessage] = []
    inbox: list[InboxMessage] = []
    for one in told:
        messages = list(_messages(one))
        outbox += messages
        for message in messages:
            inbox += _rows(world, one, orders[one.order.id], message)
    return outbox, inbox


def _messages(told: Told) -> Iterator[OutboxMessage]:
    """What each step told; the officer learns of the poor rating at the first acceptance."""
    officer_told = told.said.served.record.officer_id is None
    for step in told.transitions:
        topics = TOPICS.get(step.action, ())
        if step.action == Action.ACCEPT and not officer_told:
            topics, officer_told = (*topics, "poor_rating_told"), True
        for topic in topics:
            yield OutboxMessage(
                id=uuid4(),
                topic=topic,
                order_id=step.order_id,
                state="sent",
                attempts=1,
                run_at=step.at,
                created_at=step.at,
                done_at=step.at,
            )


def _rows(
    world: World, told: Told, order: WorkOrder, message: OutboxMessage
) -> Iterator[InboxMessage]:
    notice = notice_for(message.topic, order)
    at = message.created_at
    for evaluator_id, staff_id in _readers(world, told, message):
        yield InboxMessage(
            id=uuid4(),
            message_id=message.id,
            order_id=order.id,
            evaluator_id=evaluator_id,
            staff_id=staff_id,
            topic=message.topic,
            title=notice.title,
            body=notice.body,
            at=at,
            read_at=_read_at(world, told, at),
        )


def _read_at(world: World, told: Told, at: datetime) -> datetime | None:
    fresh = at > world.now - UNREAD_FOR and told.order.status not in CLOSED
    return None if fresh else min(at + timedelta(hours=3), world.now)


def _readers(
    world: World, told: Told, message: OutboxMessage
) -> list[tuple[UUID | None, UUID | None]]:
    """Who was told: evaluator or staff, as columns."""
    topic, record = message.topic, told.said.served.record
    if topic in CITIZEN_TOPICS:
        return [(told.said.rating.evaluator_id, None)]
    if topic in BUREAU_TOPICS:
        city = topic == "work_order_reopened"
        bureau = world.places.bureaus["city"].id if city else record.bureau_id
        return [
            (None, one.id)
            for one in world.staff.values()
            if one.bureau_id == bureau and one.role in BUREAU_ROLES
        ]
    if topic in INSTITUTION_TOPICS:
        return [(None, world.staff[f"handler-{told.said.served.institution}"].id)]
    assert topic in OFFICER_TOPICS
    return [(None, record.officer_id)]
