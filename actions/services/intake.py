"""Business systems, queue machines and the hotline tell that something has ended (3-1, 6-7).

A case is known by project and service number, and a rating point of a case only once: told again,
the answer is the same.
"""

from datetime import datetime, timedelta

from actions.dependencies import Dependencies
from actions.kiosks import vouchers
from actions.services.service_records import (
    Case,
    ItemUnknown,
    Party,
    Place,
    ServiceEnded,
    check_open,
    ended,
    sealed_parties,
    write,
)
from models import ServiceItem, ServiceRecord, Staff, Window
from rules.actors import Partner
from rules.rating_points import check_point
from rules.refusals import Refused

CLOCK_SKEW = timedelta(minutes=10)
CALL = "CALL"  # before the number of a call, which is nobody's case number


class WindowUnknown(Refused):
    """The hall has no window of this number."""

    code = "window_unknown"


class OfficerUnknown(Refused):
    """Nobody of the institution has this login."""

    code = "officer_unknown"


class InTheFuture(Refused):
    """The service would end after now, clock skew allowed for."""

    code = "in_the_future"


class PointElsewhere(Refused):
    """This service number was told of with another rating point: it would replace that one."""

    code = "point_elsewhere"


async def take_in(
    *,
    case: Case,
    item_code: str,
    hall_code: str,
    window_number: str,
    officer_login: str,
    ended_at: datetime,
    applicant: Party,
    agent: Party | None,
    slip: bool,
    by: Partner,
    deps: Dependencies,
    now: datetime,
) -> ServiceEnded:
    """A service ended at a window, or a case reached one of its rating points (6-7).

    With `slip` the answer has a code to print, which opens this service at a kiosk (7-12).

    Several points of a case are several services, each with a default clock of its own. Raises
    `WindowUnknown`, `ItemUnknown`, `OfficerUnknown`, `InTheFuture`, `PointUnknown`, `PointMissing`.
    """
    _check_time(ended_at, now)
    window = await _window(hall_code, window_number)
    item = await _item(item_code)
    place = Place(window, item, await _officer(officer_login, item))
    check_open(window, ended_at)
    known = await _known(case)
    if known is None:
        check_point(case.point, item.rating_points)
        made = await write(
            place,
            case,
            source="queue_machine",
            ended_at=min(ended_at, now),
            parties=sealed_parties(applicant, agent, keys=deps.keys, now=now),
            key=None,
            deps=deps,
            now=now,
        )
        known = made or await _told_at_once(case)
    printed = await vouchers.issue(known, keys=deps.keys, now=now) if slip else None
    return await ended(known, place, public_url=deps.public_url, slip=printed)


async def take_in_call(
    *,
    call_number: str,
    item_code: str,
    officer_login: str | None,
    ended_at: datetime,
    caller: Party | None,
    by: Partner,
    deps: Dependencies,
    now: datetime,
) -> ServiceEnded:
    """A call about an item ended: that is the end of the service, at no window. Art. 7 (6-7).

    Without a caller whose document is known nobody can rate it here, and its default falls due
    all the same: it is a service with a record (6-9).
    """
    _check_time(ended_at, now)
    item = await _item(item_code)
    officer = await _officer(officer_login, item) if officer_login else None
    place = Place(None, item, officer)
    case = Case(f"{CALL}{call_number}")
    known = await _known(case)
    if known is None:
        made = await write(
            place,
            case,
            source="call",
            ended_at=min(ended_at, now),
            parties=sealed_parties(caller, None, keys=deps.keys, now=now),
            key=None,
            deps=deps,
            now=now,
        )
        known = made or await _told_at_once(case)
    return await ended(known, place, public_url=deps.public_url)


def _check_time(ended_at: datetime, now: datetime) -> None:
    if ended_at.tzinfo is None or ended_at > now + CLOCK_SKEW:
        raise InTheFuture


async def _window(hall_code: str, number: str) -> Window:
    named = Window.filter(hall__code=hall_code, number=number)
    window = await named.select_related("hall").first()
    if window is None:
        raise WindowUnknown
    return window


async def _item(code: str) -> ServiceItem:
    item = await ServiceItem.get_or_none(code=code).select_related("institution")
    if item is None:
        raise ItemUnknown
    return item


async def _officer(login: str, item: ServiceItem) -> Staff:
    officer = await Staff.get_or_none(
        login=login, role="officer", institution_id=item.institution.id
    )
    if officer is None:
        raise OfficerUnknown
    return officer


async def _known(case: Case) -> ServiceRecord | None:
    """The record of this service, or of this point of the case under whatever service number."""
    of_case = ServiceRecord.filter(project_number=case.project_number)
    known = await of_case.filter(service_number=case.service_number).first()
    if known is not None and known.point != case.point:
        raise PointElsewhere
    if known is None and case.point:
        known = await of_case.filter(point=case.point).first()
    return known


async def _told_at_once(case: Case) -> ServiceRecord:
    """Who told the same at the same moment has made the record."""
    known = await _known(case)
    assert known is not None
    return known
