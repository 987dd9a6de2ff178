"""Many services, half of them rated here and half to be rated there: a day for the exchange."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx

from models import Evaluator, Invitation, Rating, Region, ServiceItem, ServiceRecord
from rules.exchange import told_moment
from tests.support.both_ends import GRADES
from tests.support.town import Town

BATCH = 2_000
AT_ONCE = 2_000
ORDER = list(GRADES)


async def load(town: Town, number: int, *, ended_at: datetime) -> list[ServiceRecord]:
    """So many services of one institution; every second has its rating. Those without."""
    await Region.filter(id=town.institution.region_id).update(national_code="445102")
    await ServiceItem.filter(id=town.item.id).update(code="11440000000000000000000000000001")
    citizen = await Evaluator.create(
        id=uuid4(),
        document_type="resident_id",
        document_index=uuid4().hex * 2,
        name_sealed=b"sealed",
        verified_by="redirect",
        verified_at=ended_at,
    )
    services = [_service(town, place, ended_at) for place in range(number)]
    await ServiceRecord.bulk_create(services, batch_size=BATCH)
    invited = [
        Invitation(id=uuid4(), service_record_id=one.id, invited_at=one.ended_at)
        for one in services
    ]
    await Invitation.bulk_create(invited, batch_size=BATCH)
    rated = [_rating(one, place, citizen.id) for place, one in enumerate(services[::2])]
    await Rating.bulk_create(rated, batch_size=BATCH)
    return services[1::2]


def _service(town: Town, place: int, ended_at: datetime) -> ServiceRecord:
    return ServiceRecord(
        id=uuid4(),
        project_number=f"CZ{place:08d}",
        service_number=1,
        source="officer",
        institution_id=town.institution.id,
        bureau_id=town.institution.bureau_id,
        hall_id=town.window.hall_id,
        window_id=town.window.id,
        item_id=town.item.id,
        officer_id=town.staff["officer"].id,
        ended_at=ended_at + timedelta(milliseconds=100 * place),
        default_due_at=ended_at + timedelta(days=8),
        rule_set="chaozhou-2019-trial",
    )


def _rating(service: ServiceRecord, place: int, evaluator_id: UUID) -> Rating:
    return Rating(
        id=uuid4(),
        service_record_id=service.id,
        ordinal=1,
        opinion=1,
        grade=ORDER[place % 3],
        origin="citizen",
        identity_basis="self_verified",
        channel="window_code",
        rated_at=service.ended_at + timedelta(minutes=1),
        evaluator_id=evaluator_id,
        session_id=uuid4(),
        key=uuid4().hex,
        receipt_number=uuid4().hex[:20].upper(),
        receipt_hash="0" * 64,
    )


def rate_there(sandbox: httpx.Client, services: list[ServiceRecord]) -> None:
    """Somebody rates each of them on the province's own pages."""
    for start in range(0, len(services), AT_ONCE):
        rows = [_told(one) for one in services[start : start + AT_ONCE]]
        sandbox.post("/province/_rate", json={"rows": rows}).raise_for_status()


def _told(service: ServiceRecord) -> dict[str, Any]:
    return {
        "projectNo": service.project_number,
        "serviceNumber": "1",
        "assessNumber": "1",
        "satisfaction": "4",
        "pf": "2",
        "assessTime": told_moment(service.ended_at + timedelta(minutes=2)),
    }
