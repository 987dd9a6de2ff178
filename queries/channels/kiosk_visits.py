"""What a kiosk shows of whoever stands before it: as little as rating needs (7-4, 9-4)."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from msgspec import Struct

from models import Evaluator, KioskSession, Rating, ServiceRecord
from queries.rating import own_services
from queries.rating.evaluation_form import Dimension, dimensions_of
from queries.rating.own_services import OwnService
from rules.actors import Citizen, Kiosk
from rules.in_force import RuleSets
from rules.indicators import IndicatorSets


class KioskService(Struct, frozen=True):
    """A service to rate, and what may be scored beside the grade."""

    id: UUID
    item_name: str
    point: str
    institution_name: str
    window_number: str
    ended_at: datetime
    dimensions: list[Dimension]


class KioskVisit(Struct, frozen=True):
    """`state`: waiting (for a phone), scanned (a phone has it, not confirmed yet) or open.

    `name` is masked and only known of whoever signed in by phone; a slip names nobody.
    """

    state: str
    name: str
    services: list[KioskService]
    seconds_left: float


async def visit(
    session: KioskSession,
    *,
    by: Kiosk,
    now: datetime,
    rule_sets: RuleSets,
    indicator_sets: IndicatorSets,
    name_of: Callable[[Evaluator], str],
    later: Callable[[str], str],
) -> KioskVisit:
    """The session, with the services still to be rated if it is open."""
    left = (session.until - now).total_seconds()
    if session.link_hash is not None:
        return KioskVisit("scanned" if session.seen_at else "waiting", "", [], left)
    if session.voucher_id is not None:
        assert session.voucher is not None
        services = await _of_slip(session.voucher.service_record_id, indicator_sets)
        return KioskVisit("open", "", services, left)
    phone = session.citizen_session
    assert phone is not None
    assert phone.evaluator is not None
    person = phone.evaluator
    index = person.document_index
    citizen = Citizen(phone.id, phone.account_id, person.id, index, later(index))
    own = await own_services.unrated(by=citizen, now=now, rule_sets=rule_sets)
    waiting = [one for one in own.services if not one.rated_as and not one.defaulted]
    services = [_of_person(one, indicator_sets) for one in waiting]
    return KioskVisit("open", name_of(person), services, left)


async def _of_slip(service_id: UUID, indicator_sets: IndicatorSets) -> list[KioskService]:
    if await Rating.filter(service_record_id=service_id, opinion__gte=1).exists():
        return []
    record = await ServiceRecord.get(id=service_id).select_related("institution", "item", "window")
    return [
        KioskService(
            id=record.id,
            item_name=record.item.name if record.item else "",
            point=record.point,
            institution_name=record.institution.name,
            window_number=record.window.number if record.window else "",
            ended_at=record.ended_at,
            dimensions=dimensions_of(indicator_sets.at(record.ended_at)),
        )
    ]


def _of_person(one: OwnService, indicator_sets: IndicatorSets) -> KioskService:
    return KioskService(
        id=one.id,
        item_name=one.item_name,
        point=one.point,
        institution_name=one.institution_name,
        window_number=one.window.number if one.window else "",
        ended_at=one.ended_at,
        dimensions=dimensions_of(indicator_sets.at(one.ended_at)),
    )
