"""A citizen's name and number, shown to one person for one case for a time (9-2, 9-5).

Asked for with a purpose and a reason, agreed to by a second person where the rule set says so,
and each showing written twice: in the audit trail, linked at once, and on the citizen's own page.
"""

import json
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from msgspec import Struct
from tortoise.exceptions import IntegrityError
from tortoise.transactions import in_transaction

from actions.dependencies import Dependencies
from actions.keys import Keyring
from actions.people.evaluators import name_of, phone_of
from actions.trail import audit, audit_chain
from models import Bureau, IdentityLook, IdentityView, Institution, WorkOrder
from queries.people import identity
from queries.people.same_person import same_person
from rules.actors import Role, StaffMember
from rules.bulletins import SamePerson
from rules.identity import (
    TABLE,
    BehindTheWall,
    Hand,
    LookOver,
    Purpose,
    State,
    Step,
    needs_second,
)
from rules.refusals import Stale


class Identity(Struct, frozen=True):
    """What is shown, and until when it may be."""

    name: str
    phone: str  # empty: none is known
    until: datetime


async def ask(
    *,
    order_id: UUID,
    purpose: Purpose,
    reason: str,
    by: StaffMember,
    deps: Dependencies,
    now: datetime,
) -> UUID:
    """Ask to see the citizen of a case; the look, which may wait for a second person.

    Art. 9 (9-2, 9-5). Errors: `not_found` out of reach; `identity_wall`, audited; `stale` if the
    own last one still lasts.
    """
    order = await identity.order(order_id, by=by, rule_sets=deps.rule_sets)
    if order is None:
        await _note("ask_identity", "refused", order_id, by=by, now=now)
        raise BehindTheWall
    rules = deps.rule_sets.named(order.rating.service_record.rule_set)
    alone = not needs_second(purpose, by.role, rules)
    minutes = rules.identity_look_minutes.value
    look = IdentityLook(
        id=uuid4(),
        order_id=order_id,
        staff_id=by.staff_id,
        office=await _office(by),
        purpose=purpose,
        reason=reason.strip(),
        minutes=minutes,
        state=State.GRANTED if alone else State.ASKED,
        active=1,
        asked_at=now,
        decided_at=now if alone else None,
        until=now + timedelta(minutes=minutes) if alone else None,
    )
    own = IdentityLook.filter(order_id=order_id, staff_id=by.staff_id, active=1)
    try:
        async with in_transaction():
            await own.filter(until__lte=now).update(active=None)
            await look.save(force_create=True)
            await _note("ask_identity", "done", order_id, by=by, now=now, purpose=purpose)
    except IntegrityError as error:
        raise Stale from error
    return look.id


async def decide(*, look_id: UUID, step: Step, by: StaffMember, now: datetime) -> None:
    """The second person's word. Errors: `not_found`, `same_person`, `not_allowed_now`, `stale`."""
    look = await identity.to_decide(look_id, by=by)
    if by.role is Role.HANDLER:
        raise BehindTheWall
    if await same_person(look.staff_id, by=by.staff_id):
        raise SamePerson
    after = TABLE.apply(State(look.state), step, Hand.SECOND)
    granted = after is State.GRANTED
    async with in_transaction():
        taken = await IdentityLook.filter(id=look_id, state=State.ASKED).update(
            state=after,
            second_id=by.staff_id,
            decided_at=now,
            active=1 if granted else None,
            until=now + timedelta(minutes=look.minutes) if granted else None,
        )
        if taken != 1:
            raise Stale
        action = "grant_identity" if granted else "refuse_identity"
        await _note(action, "done", look.order_id, by=by, now=now, purpose=look.purpose)


async def show(*, look_id: UUID, by: StaffMember, deps: Dependencies, now: datetime) -> Identity:
    """Name and number of the citizen, for the asker alone and within the time.

    Art. 9 (9-2, 9-5). What is shown is on the citizen's page and in the chain before it is here.
    Errors: `not_found`, `look_over`, audited.
    """
    try:
        look = await identity.to_show(look_id, by=by, now=now)
    except LookOver:
        await _note("show_identity", "refused", look_id, by=by, now=now)
        raise
    person = _person(look.order, keys=deps.keys)
    if person is None or look.until is None:
        raise LookOver
    async with in_transaction():
        await IdentityView.create(id=uuid4(), look_id=look.id, at=now)
        entry = await _note(
            "show_identity", "done", look.order_id, by=by, now=now, purpose=look.purpose
        )
    await audit_chain.link(entry, keys=deps.keys)
    return Identity(*person, until=look.until)


def _person(order: WorkOrder, *, keys: Keyring) -> tuple[str, str] | None:
    """The evaluator; of a rating at the device, which has none, the service's applicant."""
    who, record = order.rating.evaluator, order.rating.service_record
    if who is not None:
        return name_of(who, keys=keys), phone_of(who, keys=keys)
    if not record.applicant_sealed:
        return None
    party = json.loads(keys.open(record.applicant_sealed, record, "applicant_sealed", record.id))
    return party["name"], party.get("phone") or ""


async def _office(by: StaffMember) -> str:
    place: Bureau | Institution
    if by.role is Role.HANDLER:
        place = await Institution.get(id=by.institution_id)
    else:
        place = await Bureau.get(id=by.bureau_id)
    return place.name


async def _note(
    action: str, outcome: str, of: UUID, *, by: StaffMember, now: datetime, purpose: str = ""
) -> UUID:
    """In the trail; the purpose is a code, the reason in words stays with the look."""
    return await audit.record(
        by=by,
        action=action,
        outcome=outcome,
        object_kind="work_order",
        object_id=of,
        reason=purpose,
        now=now,
    )
