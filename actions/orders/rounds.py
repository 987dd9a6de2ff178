"""Rounds of work orders, as the figures count them: who owes what by when (Art. 11–13).

Kept beside the order's running clock, which is gone once the order is fed back: a figure needs the
deadline afterwards (13-5; docs/decisions/0024).
"""

from datetime import date, datetime
from uuid import UUID, uuid4

from actions.dependencies import Dependencies
from actions.figures import figures
from actions.orders import clocks
from models import OrderRound, WorkOrder
from rules.order_clocks import due_day, rectification_due
from rules.rectification import EXTENDABLE, Status

# States that move a round's clock: at work, or sent back. A reopened order has no new round before
# its dispatch, and what was fed back keeps the clock it had.
OWED = EXTENDABLE | {Status.OPENED, Status.DISPATCHED}


async def follow(
    order: WorkOrder,
    status: Status,
    *,
    institution_id: UUID | None,
    paused: bool,
    deps: Dependencies,
    now: datetime,
) -> None:
    """Keep the round of an order up with a step, inside its transaction.

    Every day a round of it was due on or is due on now is counted again: an exclusion takes all of
    them out (12-9), a reopening takes back that the one before was solved.
    """
    before = await _days(order)
    if status in OWED and institution_id is not None:
        due_at = await _due_at(order, status, paused=paused, deps=deps, now=now)
        await _keep(order, institution_id, due_at)
    for day in before | await _days(order):
        await figures.note_order(order_id=order.id, day=day, now=now)


async def _due_at(
    order: WorkOrder, status: Status, *, paused: bool, deps: Dependencies, now: datetime
) -> datetime | None:
    if paused:
        return None
    counted = (await clocks.began([order], now=now))[order.id]
    return rectification_due(
        status,
        since=counted.since,
        rules=deps.rule_sets.named(order.rating.service_record.rule_set),
        calendar=deps.calendar,
        paused=counted.paused,
        extensions=counted.extensions,
    )


async def _keep(order: WorkOrder, institution_id: UUID, due_at: datetime | None) -> None:
    known = await OrderRound.get_or_none(order_id=order.id, round=order.round)
    if known is not None:
        await OrderRound.filter(id=known.id).update(institution_id=institution_id, due_at=due_at)
    elif due_at is not None:
        await OrderRound.create(
            id=uuid4(),
            order_id=order.id,
            round=order.round,
            institution_id=institution_id,
            due_at=due_at,
        )


async def _days(order: WorkOrder) -> set[date]:
    rounds = await OrderRound.filter(order_id=order.id).exclude(due_at=None)
    return {due_day(one.due_at) for one in rounds if one.due_at is not None}
