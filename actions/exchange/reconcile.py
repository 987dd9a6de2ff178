"""Each day is compared with what the province holds of it, record by record (10-2, 10-6)."""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from tortoise.queryset import QuerySet
from tortoise.transactions import in_transaction

from actions.dependencies import Dependencies
from actions.exchange import party as parties
from actions.exchange.pull import FETCHED
from actions.exchange.push import LOOKED
from actions.exchange.told import MOST_SERVICES
from actions.sql import exchange as sql
from actions.trail import audit
from gateways.errors import GatewayError
from gateways.province import Province
from models import (
    ExchangeItem,
    ExchangeParty,
    ExchangeReceived,
    Rating,
    Reconciliation,
    ReconciliationLine,
    ServiceRecord,
    Watermark,
)
from rules.actors import StaffMember
from rules.exchange import Agreement, FieldMissing, Kind, Receipt, UnknownCode
from rules.exchange import State as Sending
from rules.reconciliation import Difference, Key, State, What, compare, state_after
from rules.refusals import NotFound, Refused
from rules.work_calendar import DAY, day_bounds, local_day

WANTED = frozenset({"project_number", "service_number", "grade", "effective"})
PAGE = 1000


class ProvinceAway(Refused):
    """The province does not answer now, so nothing can be compared."""

    code = "province_unavailable"


class DayOpen(Refused):
    """A day is compared when it is over, and none from before there was a rule set."""

    code = "reconcile_day"


class OnItsWay(Refused):
    """Messages about this service wait or lie in quarantine: nothing is sent around them."""

    code = "exchange_on_its_way"


async def reconcile_yesterday(*, deps: Dependencies, now: datetime) -> None:
    """Compare the day before, once, when all that could be told of it has arrived on both sides.

    Nothing while the province is away. Art. 10 (10-6).
    """
    party = await parties.province()
    day = local_day(now) - DAY
    if deps.gateways.province is None or parties.is_resting(party, now):
        return
    if await Reconciliation.exists(day=day) or await _is_on_its_way(party, day_bounds(day)[1]):
        return
    try:
        await _compare(day, deps.gateways.province, deps=deps, now=now)
    except GatewayError as error:
        await parties.note_failure(party, error, now=now)


async def _is_on_its_way(party: ExchangeParty, until: datetime) -> bool:
    """Whether something of before `until` has still to be told, or of what was fetched to rest."""
    marks = dict(await Watermark.all().values_list("name", "at"))
    listed = LOOKED in marks and marks[LOOKED] >= until
    # Of many pages some are here and some are not.
    amid = party.fetched_at is not None and FETCHED not in marks
    new = ExchangeReceived.filter(party_id=party.id, state=Receipt.NEW)
    return not listed or amid or await new.exists() or await sql.is_moving()


async def reconcile(*, day: date, by: StaffMember, deps: Dependencies, now: datetime) -> None:
    """Compare a day again (10-6). Raises `DayOpen`, `ProvinceAway`."""
    begun = min(one.effective_from for one in deps.rule_sets.sets)
    if not begun <= day < local_day(now):
        raise DayOpen
    if deps.gateways.province is None:
        raise ProvinceAway
    try:
        await _compare(day, deps.gateways.province, deps=deps, now=now)
    except GatewayError as error:
        raise ProvinceAway from error
    await _note("reconcile_day", day, by=by, now=now)


async def mend(*, line_id: UUID, by: StaffMember, now: datetime) -> None:
    """Tell the province again what counts here, or fetch again what is missing here (10-6).

    Whether it helped, the next comparison says. Raises `NotFound`, `OnItsWay`.
    """
    line = await _open_line(line_id)
    if line.what == What.MISSING_HERE:
        # Each row is known by its number, so fetching from the beginning doubles none.
        await ExchangeParty.filter(name=parties.PROVINCE).update(cursor="")
    else:
        await _tell_again(line, now=now)
    await ReconciliationLine.filter(id=line.id).update(mended_at=now, decided_by_id=by.staff_id)
    await _note("mend_difference", line.id, by=by, now=now)


async def acknowledge(*, line_id: UUID, reason: str, by: StaffMember, now: datetime) -> None:
    """Say why a difference stays (10-6). Raises `NotFound`."""
    line = await _open_line(line_id)
    await ReconciliationLine.filter(id=line.id).update(
        state=State.ACKNOWLEDGED, reason=reason, decided_by_id=by.staff_id
    )
    await _note("acknowledge_difference", line.id, by=by, now=now)


async def _open_line(line_id: UUID) -> ReconciliationLine:
    line = await ReconciliationLine.get_or_none(id=line_id, state=State.OPEN)
    if line is None:
        raise NotFound
    return line


async def _tell_again(line: ReconciliationLine, *, now: datetime) -> None:
    """Everything about the service once more; what the other side has, it knows by its version."""
    record = await ServiceRecord.get(
        project_number=line.project_number, service_number=line.service_number
    )
    items = ExchangeItem.filter(service_record_id=record.id)
    if await items.exclude(state=Sending.SENT).exists():
        raise OnItsWay
    counted = await _counted().filter(service_record_id=record.id).order_by("-ordinal").first()
    many = await items.count()
    async with in_transaction():
        if many and counted is not None:
            await items.update(state=Sending.QUEUED, turn_at=now, done_at=None)
            await ExchangeItem.create(
                id=uuid4(),
                kind=Kind.RATING,
                service_record_id=record.id,
                rating_id=counted.id,
                cause_id=uuid4(),
                place=many + 1,
                turn_at=now,
                created_at=now,
            )
    if counted is not None:
        moment = counted.rated_at
        await sql.list_new(moment - DAY, moment + DAY, now=now)


async def _compare(day: date, gateway: Province, *, deps: Dependencies, now: datetime) -> None:
    agreement = await parties.agreement(deps=deps, now=now)
    ours, theirs = await _ours(day), await _theirs(day, gateway, agreement)
    found = compare(ours, theirs)
    async with in_transaction():
        made, _ = await Reconciliation.update_or_create(
            defaults={"made_at": now, "ours": len(ours), "theirs": len(theirs)},
            day=day,
        )
        await _write(made, found)


async def _write(made: Reconciliation, found: list[Difference]) -> None:
    lines = await ReconciliationLine.filter(reconciliation_id=made.id)
    known = {(one.project_number, one.service_number): one for one in lines}
    gone = known.keys() - {one.key for one in found}
    await ReconciliationLine.filter(id__in=[known[key].id for key in gone]).update(
        state=State.SETTLED
    )
    for one in found:
        columns: dict[str, Any] = {"what": one.what, "ours": one.ours, "theirs": one.theirs}
        before = known.get(one.key)
        if before is None:
            await ReconciliationLine.create(
                id=uuid4(),
                reconciliation_id=made.id,
                project_number=one.key[0],
                service_number=one.key[1],
                **columns,
            )
            continue
        same = (before.what, before.ours, before.theirs) == (one.what, one.ours, one.theirs)
        state = state_after(State(before.state), same=same)
        await ReconciliationLine.filter(id=before.id).update(state=state, **columns)


def _counted() -> QuerySet[Rating]:
    """Ratings that count, of services the exchange tells of."""
    return Rating.filter(excluded_at=None, superseded_by_id=None, late=False).exclude(
        service_record__source="walk_in"
    )


async def _ours(day: date) -> dict[Key, str]:
    start, end = day_bounds(day)
    rows = await (
        _counted()
        .filter(rated_at__gte=start, rated_at__lt=end)
        .values_list("service_record__project_number", "service_record__service_number", "grade")
    )
    return {(project, number): grade for project, number, grade in rows}


async def _theirs(day: date, gateway: Province, agreement: Agreement) -> dict[Key, str]:
    held: dict[Key, str] = {}
    after, more = "", True
    while more:
        page = await gateway.day(day, after, PAGE)
        for fields in page.rows:
            try:
                facts = agreement.incoming(Kind.RATING, fields, WANTED)
                number = int(facts["service_number"])
            except (UnknownCode, FieldMissing, ValueError):
                continue  # it lies in quarantine with its reason, and is missing here
            if facts.get("effective") != "not_counted" and 0 < number <= MOST_SERVICES:
                held[facts["project_number"], number] = facts["grade"]
        after, more = page.after, page.more
    return held


async def _note(action: str, what: object, *, by: StaffMember, now: datetime) -> None:
    await audit.record(
        by=by, action=action, outcome="done", object_kind="exchange", object_id=what, now=now
    )
