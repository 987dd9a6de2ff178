"""More time for a rectification: asked for with a reason, decided by the bureau (11-10)."""

from datetime import datetime
from uuid import UUID

from actions.dependencies import Dependencies
from actions.orders.order_steps import own_order, staff_step, take
from models import Transition
from rules.actors import StaffMember
from rules.order_clocks import may_ask_for_more
from rules.rectification import Action, CaseRole
from rules.refusals import NotAllowedNow, ReasonMissing, Refused

REASON_LEAST = 4  # characters


class ExtensionRefused(Refused):
    """No more time can be asked for: the clock is over, or it was extended often enough."""

    code = "extension_refused"


async def ask(
    *,
    order_id: UUID,
    reason: str,
    version: int,
    by: StaffMember,
    deps: Dependencies,
    now: datetime,
) -> None:
    """The institution asks for more working days before its clock is over.

    Each order is extended as often as its rule set says and no more. Art. 11 (11-10). Errors:
    `extension_refused`; `not_allowed_now` while one is undecided.
    """
    order = await own_order(order_id, by=by)
    if order.extension_asked_at is not None:
        raise NotAllowedNow(why="extension_asked")
    granted = await Transition.filter(order_id=order.id, action=Action.GRANT_EXTENSION).count()
    rules = deps.rule_sets.named(order.rating.service_record.rule_set)
    if not may_ask_for_more(order.due_what, order.due_at, granted=granted, rules=rules, now=now):
        raise ExtensionRefused
    step = await staff_step(Action.ASK_EXTENSION, CaseRole.HANDLER, by=by, note=reason)
    step.changes = {"extension_asked_at": now}
    step.topics = ("extension_asked",)
    await take(order, step, version=version, deps=deps, now=now)


async def decide(
    *,
    order_id: UUID,
    granted: bool,
    reason: str,
    version: int,
    by: StaffMember,
    deps: Dependencies,
    now: datetime,
) -> None:
    """The bureau grants the days of the rule set, or refuses with a reason. Art. 11 (11-10)."""
    order = await own_order(order_id, by=by)
    if not granted and len(reason.strip()) < REASON_LEAST:
        raise ReasonMissing
    if order.extension_asked_at is None:
        raise NotAllowedNow(why="nothing_asked")
    action = Action.GRANT_EXTENSION if granted else Action.REFUSE_EXTENSION
    step = await staff_step(action, CaseRole.BUREAU, by=by, note=reason)
    step.changes = {"extension_asked_at": None}
    step.topics = ("extension_granted",) if granted else ("extension_refused",)
    await take(order, step, version=version, deps=deps, now=now)
