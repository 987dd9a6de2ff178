"""What a citizen does with the own case, and what silence does (Art. 11; 11-8)."""

from datetime import datetime
from uuid import UUID

from actions.dependencies import Dependencies
from actions.orders.order_steps import Step, load, take
from models import Bureau, WorkOrder
from rules.actors import Citizen
from rules.order_clocks import Clock, clock_of
from rules.rectification import (
    Action,
    CaseRole,
    Status,
    confirmation,
    reopen_until,
    rounds_used_up,
)
from rules.refusals import NotAllowedNow, Stale

CITIZEN_OFFICE = "citizen"


async def answer(
    *,
    order_id: UUID,
    answer: str,
    text: str,
    version: int,
    by: Citizen,
    deps: Dependencies,
    now: datetime,
) -> None:
    """The citizen says whether it is solved; "not solved" reopens one level up (11-8)."""
    order = await load(order_id, rating__evaluator_id=by.evaluator_id)
    await _answer(order, answer, text, version=version, deps=deps, now=now)


async def answer_told(
    *, order_id: UUID, answer: str, text: str, deps: Dependencies, now: datetime
) -> None:
    """Whether it is solved, as said to another system by who complained there (11-4, 11-8)."""
    order = await load(order_id)
    await _answer(order, answer, text, version=order.version, deps=deps, now=now)


async def _answer(
    order: WorkOrder, answer: str, text: str, *, version: int, deps: Dependencies, now: datetime
) -> None:
    if answer == "not_solved":
        step = await _reopening(order, text, deps=deps, now=now)
    else:
        note = confirmation(answer, text)
        step = Step(Action.CONFIRM, CaseRole.EVALUATOR, note=note, office=CITIZEN_OFFICE)
        step.changes = {"closed_at": now}
    await take(order, step, version=version, deps=deps, now=now)


async def _reopening(order: WorkOrder, text: str, *, deps: Dependencies, now: datetime) -> Step:
    rules = deps.rule_sets.named(order.rating.service_record.rule_set)
    if rounds_used_up(order.round, rules):
        raise NotAllowedNow(why="decided")  # the bureau's reasoned decision is the last word
    if order.closed_at and now > reopen_until(order.closed_at, rules):
        raise NotAllowedNow(why="too_late")
    step = Step(Action.REOPEN, CaseRole.EVALUATOR, note=text, office=CITIZEN_OFFICE)
    above = await Bureau.filter(level="city").first()
    step.changes = {
        "round": order.round + 1,
        "bureau_id": above.id if above else order.bureau.id,
        "closed_at": None,
        "delivered_at": None,
    }
    step.topics = ("work_order_reopened", "reopened")
    return step


async def close_silent(*, deps: Dependencies, now: datetime) -> int:
    """Close the orders whose citizen stayed silent after a delivered feedback; how many."""
    due = await WorkOrder.filter(
        status=Status.FED_BACK, due_what=Clock.ANSWER, due_at__lte=now, delivered_at__isnull=False
    ).limit(50)
    for found in due:
        order = await load(found.id)
        step = Step(Action.CLOSE_BY_SILENCE, CaseRole.SYSTEM, office="system")
        step.changes = {"closed_at": now}
        step.topics = ("closed",)
        try:
            await take(order, step, version=order.version, deps=deps, now=now)
        except Stale:
            continue  # the citizen answered at this very moment, and that counts
    return len(due)


async def note_opened(*, order_id: UUID, by: Citizen, deps: Dependencies, now: datetime) -> None:
    """The citizen opened the thread: a feedback in it counts as delivered."""
    own = await WorkOrder.filter(
        id=order_id, rating__evaluator_id=by.evaluator_id, status=Status.FED_BACK, delivered_at=None
    ).exists()
    if own:
        await note_delivered(order_id=order_id, deps=deps, now=now)


async def note_delivered(*, order_id: UUID, deps: Dependencies, now: datetime) -> None:
    """The feedback reached the citizen: the clock of closing by silence starts, once."""
    order = await load(order_id)
    rules = deps.rule_sets.named(order.rating.service_record.rule_set)
    clock = clock_of(Status.FED_BACK, since=now, rules=rules, calendar=deps.calendar)
    assert clock is not None
    await WorkOrder.filter(id=order_id, status=Status.FED_BACK, delivered_at=None).update(
        delivered_at=now, due_what=clock.what, due_at=clock.at, due_provisional=clock.provisional
    )
