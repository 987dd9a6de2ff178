"""What this house knows of a citizen, for the citizen to see and to take along (9-6; PIPL 45)."""

from datetime import datetime

from msgspec import Struct

from actions.dependencies import Dependencies
from actions.people.evaluators import name_of, phone_of
from models import Deletion, Evaluator, Rating, WechatAccount, WorkOrder
from queries.notices import inbox
from queries.notices.inbox import InboxMessage
from queries.people import consents, identity
from queries.people.consents import MyConsent, MyProvision
from queries.people.identity import MyLook
from queries.rating import my_ratings
from queries.rating.my_ratings import MyRating
from rules.actors import Citizen
from rules.citizen_sessions import SESSION_TIME
from rules.documents import mask_name, mask_number
from rules.rectification import CLOSED
from rules.retention import retention


class Kept(Struct, frozen=True):
    """How long: valid for `days`, for `years`, or neither: until deletion, or for good.

    The log of operations is kept for at least so many.
    """

    what: str  # identity, ratings, sessions, and periods of rules/retention.toml
    days: int | None = None
    years: int | None = None


class Waiting(Struct, frozen=True):
    """A deletion that can still be undone until it is due."""

    asked_at: datetime
    due_at: datetime


class MyData(Struct, frozen=True):
    """The person as kept: numbers masked, as a phone may lie about."""

    name: str
    document_type: str
    document: str  # empty: verified by a network identity, no number is kept
    phone: str  # empty: none is kept
    verified_by: str
    verified_at: datetime
    wechat: bool
    ratings: int
    open_cases: int
    kept: list[Kept]
    deletion: Waiting | None
    undo_days: int  # a deletion asked for now could be undone


class MyCopy(Struct, frozen=True):
    """Everything, to take along; name and phone in full, the document's number masked."""

    made_at: datetime
    name: str
    phone: str
    data: MyData
    consents: list[MyConsent]
    provisions: list[MyProvision]
    looks: list[MyLook]
    ratings: list[MyRating]
    messages: list[InboxMessage]


async def show(*, by: Citizen, deps: Dependencies, now: datetime) -> MyData:
    """The own data, masked. Art. 9 (9-6)."""
    person = await Evaluator.get(id=by.evaluator_id)
    name, document, phone = _opened(person, deps=deps)
    waiting = await Deletion.get_or_none(evaluator_id=by.evaluator_id, active=1)
    rules = deps.rule_sets.at(now)
    orders = WorkOrder.filter(rating__evaluator_id=by.evaluator_id)
    return MyData(
        name=mask_name(name),
        document_type=person.document_type,
        document=mask_number(document),
        phone=mask_number(phone),
        verified_by=person.verified_by,
        verified_at=person.verified_at,
        wechat=await WechatAccount.filter(evaluator_id=by.evaluator_id).exists(),
        ratings=await Rating.filter(evaluator_id=by.evaluator_id).count(),
        open_cases=await orders.exclude(status__in=[str(one) for one in CLOSED]).count(),
        kept=[
            Kept("identity"),
            Kept("ratings"),
            Kept("sessions", days=SESSION_TIME.days),
            *(
                Kept(what, years=retention().periods[what].years_in(rules))
                for what in ("services", "pictures", "messages", "records", "log")
            ),
        ],
        deletion=Waiting(waiting.asked_at, waiting.due_at) if waiting else None,
        undo_days=rules.deletion_undo_days.value,
    )


async def copy(*, by: Citizen, deps: Dependencies, now: datetime) -> MyCopy:
    """A copy of all of it for the person alone. Art. 9 (9-6); PIPL 45."""
    person = await Evaluator.get(id=by.evaluator_id)
    name, _, phone = _opened(person, deps=deps)
    rated = await my_ratings.mine(
        by=by, now=now, calendar=deps.calendar, indicator_sets=deps.indicator_sets
    )
    return MyCopy(
        made_at=now,
        name=name,
        phone=phone,
        data=await show(by=by, deps=deps, now=now),
        consents=await consents.mine(by=by),
        provisions=await consents.provisions(by=by),
        looks=await identity.mine(by=by),
        ratings=rated.ratings,
        messages=(await inbox.of_citizen(by=by)).messages,
    )


def _opened(person: Evaluator, *, deps: Dependencies) -> tuple[str, str, str]:
    """Name, document and phone; empty what is not kept."""
    keys, document = deps.keys, person.document_sealed
    return (
        name_of(person, keys=keys),
        keys.open(document, person, "document_sealed", person.id) if document else "",
        phone_of(person, keys=keys),
    )
