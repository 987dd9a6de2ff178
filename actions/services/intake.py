"""Business systems, queue machines, portals and the hotline tell what has ended (3-1, 6-7).

A case is known by project and service number, and a rating point of a case only once: told again,
the answer is the same. One service or a thousand go the same way: what they name is looked up
together, each is judged by itself, and what is good is written together.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from actions.dependencies import Dependencies
from actions.keys import Keyring, token_hash
from actions.kiosks import vouchers
from actions.services.invitations import devices_at, is_fresh, question_token
from actions.services.naming import Named, look_up
from actions.services.service_records import (
    Case,
    Party,
    Place,
    ServiceEnded,
    check_open,
    ended,
    sealed_parties,
)
from actions.sql.services import NewService, write
from actions.webhooks import notices
from models import ServiceRecord
from rules.actors import Partner, StaffMember
from rules.defaults import default_due_at
from rules.in_force import RuleSets
from rules.rating_points import check_point
from rules.refusals import Refused
from rules.work_calendar import local_day

CLOCK_SKEW = timedelta(minutes=10)
CALL = "CALL"  # before the number of a call, which is nobody's case number
LARGEST_BATCH = 1_000
AT_A_TIME = 100  # sealed before others of this process get their turn: about 5 ms


class InTheFuture(Refused):
    """The service would end after now, clock skew allowed for."""

    code = "in_the_future"


class PointElsewhere(Refused):
    """This service number was told of with another rating point: it would replace that one."""

    code = "point_elsewhere"


@dataclass(frozen=True, slots=True)
class Told:
    """An ended service as another system tells of it. Without hall and platform it is a call.

    With a `platform` it was had online, and its ratings count under that channel (7-3). With `slip`
    the answer has a code and a link, which open this service at a kiosk and on a phone (7-12).
    `record_id`: of the record it becomes, if whoever tells of it has to find it again.
    """

    case: Case
    item_code: str
    ended_at: datetime
    officer_login: str
    applicant: Party | None
    agent: Party | None = None
    hall_code: str = ""
    window_number: str = ""
    platform: str = ""
    slip: bool = False
    record_id: UUID | None = None

    @property
    def source(self) -> str:
        return self.platform or ("queue_machine" if self.hall_code else "call")


@dataclass(frozen=True, slots=True)
class Taken:
    """The record of a service that was told of; `new`: it was not there before."""

    service_id: UUID
    new: bool
    slip: vouchers.Slip | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """A service that could be taken in; `overdue`: it would get its default at once."""

    new: bool
    overdue: bool


Outcome = Taken | Refused


async def take_in(*, told: Told, by: Partner, deps: Dependencies, now: datetime) -> ServiceEnded:
    """A service ended at a window or online, a case reached a rating point, or a call ended (6-7).

    Several points of a case are several services, each with a default clock of its own. A call is
    at no window; without a caller whose document is known nobody can rate it here, and its default
    falls due all the same: it is a service with a record (6-9). Art. 6, 7.

    Raises `WindowUnknown`, `WindowClosedForGood`, `ItemUnknown`, `OfficerUnknown`, `InTheFuture`,
    `PointUnknown`, `PointMissing`, `PointElsewhere`, `BadDocument`.
    """
    [outcome] = await take_in_all(told=[told], by=by, deps=deps, now=now)
    if isinstance(outcome, Refused):
        raise outcome
    of_service = ServiceRecord.get(id=outcome.service_id)
    record = await of_service.select_related("window", "item__institution", "officer")
    assert record.item is not None
    place = Place(record.window, record.item, record.officer)
    return await ended(record, place, public_url=deps.public_url, slip=outcome.slip)


async def take_in_all(
    *,
    told: Sequence[Told],
    by: Partner | StaffMember,
    deps: Dependencies,
    now: datetime,
    invited_at: datetime | None = None,
) -> list[Outcome]:
    """What became of each service, in the order given; a bad one keeps no good one out.

    The refusals are those of `take_in`. Not more than `LARGEST_BATCH` at once. With `invited_at`
    no device asks, and the province is told once that moment has come. Art. 6, 7 (6-7).
    """
    outcomes: list[Outcome | None] = [None] * len(told)
    batch = await _judged(told, outcomes, deps=deps, now=now)
    if batch.rows:
        await _store(batch, outcomes, told, invited_at, deps=deps, now=now)
    if batch.rows and isinstance(by, Partner):
        there = [told[number].case for number in batch.rows if isinstance(outcomes[number], Taken)]
        cases = [(one.project_number, one.service_number) for one in there]
        await notices.services_recorded(cases, partner_id=by.partner_id, now=now)
    return [one for one in outcomes if one is not None]


async def judge_all(
    *, told: Sequence[Told], deps: Dependencies, now: datetime
) -> list[Judged | Refused]:
    """What `take_in_all` would make of each service; nothing is written. Art. 6 (6-7)."""
    outcomes: list[Outcome | None] = [None] * len(told)
    batch = await _judged(told, outcomes, deps=deps, now=now)
    known = await _known(list(batch.rows.values()))
    return [
        outcome if isinstance(outcome, Refused) else _would_be(batch.rows[number], known, now)
        for number, outcome in enumerate(outcomes)
    ]


def _would_be(row: NewService, known: "_Known", now: datetime) -> Judged | Refused:
    there = known.find(row)
    return there if isinstance(there, Refused) else Judged(there is None, row.default_due_at <= now)


async def _judged(
    told: Sequence[Told], outcomes: list[Outcome | None], *, deps: Dependencies, now: datetime
) -> "_Batch":
    """What is good, to be written; the refusals of the others stand in `outcomes`."""
    named = await look_up(told)
    batch = _Batch(named, deps.keys, deps.rule_sets, now)
    for number, one in enumerate(told):
        if number and number % AT_A_TIME == 0:
            await asyncio.sleep(0)
        try:
            batch.add(number, one)
        except Refused as refusal:
            outcomes[number] = refusal
    return batch


class _Batch:
    """What is going to be written, and for which of the services told."""

    def __init__(self, named: Named, keys: Keyring, rule_sets: RuleSets, now: datetime) -> None:
        self._named = named
        self._keys = keys
        self._rule_sets = rule_sets
        self._now = now
        self._terms: dict[tuple[date, UUID], tuple[str, datetime]] = {}
        self.rows: dict[int, NewService] = {}

    def add(self, number: int, told: Told) -> None:
        if told.ended_at.tzinfo is None or told.ended_at > self._now + CLOCK_SKEW:
            raise InTheFuture
        window = self._named.window(told)
        item = self._named.item(told)
        officer = self._named.officer(told, item)
        if window is not None:
            check_open(window, told.ended_at)
        if told.source != "call":
            check_point(told.case.point, item.rating_points)
        ended_at = min(told.ended_at, self._now)
        bureau_id = item.institution.bureau_id
        rule_set, due_at = self._term(ended_at, bureau_id)
        row = told.record_id or uuid4()
        parties = sealed_parties(
            told.applicant, told.agent, row=row, keys=self._keys, now=self._now
        )
        self.rows[number] = NewService(
            id=row,
            project_number=told.case.project_number,
            service_number=told.case.service_number,
            point=told.case.point,
            source=told.source,
            institution_id=item.institution.id,
            bureau_id=bureau_id,
            hall_id=window.hall_id if window else None,
            window_id=window.id if window else None,
            item_id=item.id,
            officer_id=officer.id if officer else None,
            ended_at=ended_at,
            default_due_at=due_at,
            rule_set=rule_set,
            **parties,
        )

    def _term(self, ended_at: datetime, bureau_id: UUID) -> tuple[str, datetime]:
        """Rule set and moment of the default: the same for all services of a day and bureau."""
        asked = local_day(ended_at), bureau_id
        if asked not in self._terms:
            rules = self._rule_sets.at(ended_at, bureau_id)
            self._terms[asked] = rules.code, default_due_at(ended_at, rules)
        return self._terms[asked]


async def _store(
    batch: _Batch,
    outcomes: list[Outcome | None],
    told: Sequence[Told],
    invited_at: datetime | None,
    *,
    deps: Dependencies,
    now: datetime,
) -> None:
    """Write what is good with its invitations, and say of each what became of it."""
    rows = list(batch.rows.values())
    asks = [] if invited_at else [one for one in rows if is_fresh(one.ended_at, now)]
    fresh = {one.window_id for one in asks if one.window_id}
    devices = await devices_at(fresh, now=now) if fresh else {}
    asked = {
        one.id: (devices[one.window_id], token_hash(question_token(one.id, keys=deps.keys)))
        for one in asks
        if one.window_id in devices
    }
    stored = await write(rows, asked, invited_at=invited_at or now, now=now)
    for device_id in {asked[one][0] for one in stored.intersection(asked)}:
        await deps.fan_out.wake(device_id)
    known = await _known([one for one in rows if one.id not in stored])
    for number, row in batch.rows.items():
        record = row if row.id in stored else known.of(row)
        if isinstance(record, Refused):
            outcomes[number] = record
            continue
        slip = None
        if told[number].slip:
            slip = await vouchers.issue(record, keys=deps.keys, now=now)
        # Told once more by whoever was cut off: the record is theirs all the same.
        new = row.id in stored or record.id == told[number].record_id
        outcomes[number] = Taken(record.id, new, slip)


class _Known:
    """Records that were there before, or were written by somebody at the same moment."""

    def __init__(self, records: Sequence[ServiceRecord]) -> None:
        self._by_number = {(one.project_number, one.service_number): one for one in records}
        self._by_point = {(one.project_number, one.point): one for one in records if one.point}

    def of(self, row: NewService) -> ServiceRecord | PointElsewhere:
        """The record of this service, or of this point of the case under whatever number."""
        found = self.find(row)
        assert found is not None
        return found

    def find(self, row: NewService) -> ServiceRecord | PointElsewhere | None:
        """The same, or None if there is none."""
        known = self._by_number.get((row.project_number, row.service_number))
        if known is not None:
            return known if known.point == row.point else PointElsewhere()
        return self._by_point.get((row.project_number, row.point))


async def _known(rows: Sequence[NewService]) -> _Known:
    cases = {one.project_number for one in rows}
    return _Known(await ServiceRecord.filter(project_number__in=cases) if cases else [])
