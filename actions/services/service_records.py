"""A service ends: service record, frozen officer and one invitation in one commit (3-1, 5-3)."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID, uuid4

from msgspec import Meta, Struct, json
from tortoise.exceptions import IntegrityError
from tortoise.transactions import in_transaction

from actions.dependencies import Dependencies
from actions.keys import Keyring
from actions.kiosks.vouchers import Slip
from actions.people.evaluators import document_index
from actions.rating import defaults
from actions.services import invitations
from models import Duty, Invitation, ServiceItem, ServiceRecord, Staff, Window, WindowCode
from rules.actors import StaffMember
from rules.defaults import default_due_at
from rules.documents import check, parse_type
from rules.kiosks import voucher_link
from rules.refusals import Refused
from rules.window_codes import link


class OffDuty(Refused):
    """The officer is not on the duty roster now, so no window can be named."""

    code = "off_duty"


class ItemUnknown(Refused):
    """There is no such service item, or it is another institution's."""

    code = "item_unknown"


class WindowClosedForGood(Refused):
    """The window or its hall was closed before the service ended (2-4)."""

    code = "window_gone"


class Party(Struct, frozen=True, forbid_unknown_fields=True):
    """The applicant or agent as their document names them."""

    document_type: Annotated[str, Meta(max_length=40)]
    document_number: Annotated[str, Meta(min_length=1, max_length=40)]
    name: Annotated[str, Meta(min_length=1, max_length=80)]
    phone: Annotated[str, Meta(max_length=20)] | None = None

    def __repr__(self) -> str:
        return f"Party({self.document_type})"


class ServiceEnded(Struct, frozen=True):
    """An ended service and its invitation: a link, and whether the window's device asks.

    `slip_code` to print and `voucher_link` to print or show, if they were asked for: both open
    this one service until `slip_until`, the code at a terminal of the hall, the link on a phone.
    """

    service_id: UUID
    project_number: str
    link: str
    item_name: str
    officer_name: str
    device_asks: bool
    slip_code: str = ""
    voucher_link: str = ""
    slip_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where and by whom: frozen into the record at the end of the service. A call has no window,
    and perhaps nobody who is known here.
    """

    window: Window | None
    item: ServiceItem
    officer: Staff | None


@dataclass(frozen=True, slots=True)
class Case:
    """Which service of which case, and the declared rating point that was reached (6-7)."""

    project_number: str
    service_number: int = 1
    point: str = ""


async def end(
    *,
    item_id: UUID,
    applicant: Party,
    agent: Party | None,
    key: str,
    by: StaffMember,
    deps: Dependencies,
    now: datetime,
) -> ServiceEnded:
    """An officer on the roster ends a service at the own window; `key` makes it happen once."""
    duty = (
        await Duty.filter(officer_id=by.staff_id, starts_at__lte=now, ends_at__gt=now)
        .select_related("window__hall", "officer")
        .first()
    )
    if duty is None:
        raise OffDuty
    check_open(duty.window, now)
    item = await ServiceItem.get_or_none(
        id=item_id, institution_id=by.institution_id
    ).select_related("institution")
    if item is None:
        raise ItemUnknown
    place = Place(duty.window, item, duty.officer)
    known = await ServiceRecord.get_or_none(officer_id=by.staff_id, key=key)
    if known is None:
        made = await write(
            place,
            Case(f"CZ{secrets.randbelow(10**16):016d}"),
            source="officer",
            ended_at=now,
            applicant=applicant,
            agent=agent,
            key=key,
            deps=deps,
            now=now,
        )
        known = made or await ServiceRecord.get(officer_id=by.staff_id, key=key)
    return await ended(known, place, public_url=deps.public_url)


def check_open(window: Window, ended_at: datetime) -> None:
    """A service that ended before its window closed may still be told of afterwards."""
    closed = [one.closed_at for one in (window, window.hall) if one.closed_at]
    if any(at <= ended_at for at in closed):
        raise WindowClosedForGood


def sealed_parties(
    applicant: Party | None, agent: Party | None, *, row: UUID, keys: Keyring, now: datetime
) -> dict[str, Any]:
    """Applicant and agent as the record keeps them: sealed, and a blind index of each (9-2)."""
    sealed: dict[str, Any] = {}
    for standing, party in (("applicant", applicant), ("agent", agent)):
        if party is None:
            continue
        kind = parse_type(party.document_type)
        number = check(kind, party.document_number, now)
        person = {"name": party.name, "type": kind, "number": number, "phone": party.phone}
        index = document_index(keys, kind, number)
        sealed[f"{standing}_index"] = keys.form_in(index, ServiceRecord)
        column, told = f"{standing}_sealed", json.encode(person).decode()
        sealed[column] = keys.seal(told, ServiceRecord, column, row)
    return sealed


async def write(
    place: Place,
    case: Case,
    *,
    source: str,
    ended_at: datetime,
    applicant: Party | None,
    agent: Party | None,
    key: str | None,
    deps: Dependencies,
    now: datetime,
) -> ServiceRecord | None:
    """Record and invitation in one commit; None if somebody sent the same at the same moment."""
    window = place.window
    bureau_id = place.item.institution.bureau_id
    rules = deps.rule_sets.at(ended_at, bureau_id)
    due_at = default_due_at(ended_at, rules)
    row = uuid4()
    parties = sealed_parties(applicant, agent, row=row, keys=deps.keys, now=now)
    try:
        async with in_transaction():
            record = await ServiceRecord.create(
                id=row,
                project_number=case.project_number,
                service_number=case.service_number,
                point=case.point,
                source=source,
                institution_id=place.item.institution.id,
                bureau_id=bureau_id,
                hall_id=window.hall_id if window else None,
                window_id=window.id if window else None,
                item_id=place.item.id,
                officer_id=place.officer.id if place.officer else None,
                ended_at=ended_at,
                default_due_at=due_at,
                rule_set=rules.code,
                key=key,
                **parties,
            )
            device_id = await invitations.invite(record, keys=deps.keys, now=now)
            if due_at <= now:
                await defaults.reopen(due_at)
    except IntegrityError:
        return None
    if device_id is not None:
        await deps.fan_out.wake(device_id)
    return record


async def ended(
    record: ServiceRecord, place: Place, *, public_url: str, slip: Slip | None = None
) -> ServiceEnded:
    """What is told of a record; the link is empty where there is no window with a code."""
    code = await WindowCode.get_or_none(
        window_id=record.window_id,
        active=1,
    )
    invited = await Invitation.get(service_record_id=record.id)
    return ServiceEnded(
        service_id=record.id,
        project_number=record.project_number,
        link=link(public_url, code.token) if code else "",
        item_name=place.item.name,
        officer_name=place.officer.name if place.officer else "",
        device_asks=invited.device_id is not None,
        slip_code=slip.code if slip else "",
        voucher_link=voucher_link(public_url, slip.token) if slip else "",
        slip_until=slip.until if slip else None,
    )
