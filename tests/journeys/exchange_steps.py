"""What journeys of the exchange with the province have in common."""

from typing import Any

from actions.exchange import pull, push, take
from models import ExchangeItem, ServiceRecord
from rules.exchange import told_moment
from tests.support.house import Caller, House, rating
from tests.support.town import CHEN

REASON = "省局代码表第 3 页"
AREA = {"table": "area", "ours": "xiangqiao", "theirs": "445102000000", "reason": REASON}


async def tell(house: House) -> int:
    """What the job loop does: list what is new, send what is due; how much was dealt with."""
    while await push.list_new(now=house.clock.now):
        pass
    sent = 0
    while count := await push.push_due(deps=house.app.deps, now=house.clock.now):
        sent += count
    return sent


def kept(house: House) -> dict[str, Any]:
    """What the province holds: services by project and service number."""
    found: dict[str, Any] = house.sandbox.http.get("/province/_kept").json()
    return found


async def states(house: House) -> set[str]:
    return {str(one) for one in await ExchangeItem.all().values_list("state", flat=True)}


async def rated(house: House, phone: Caller, grade: str, **form: Any) -> str:
    service = await house.end_service(CHEN)
    assert (await phone.post("/api/ratings", **rating(service, grade, **form))).status == 201
    return service


async def fetch(house: House) -> None:
    """What the job loop does: fetch what is there, deal with what came."""
    while await pull.fetch(deps=house.app.deps, now=house.clock.now):
        pass
    while await take.take_new(deps=house.app.deps, now=house.clock.now):
        pass


async def made_there(house: House, service: str, grade: str, **fields: str) -> str:
    """Somebody rates on the province's own pages."""
    record = await ServiceRecord.get(id=service)
    told = {
        "projectNo": record.project_number,
        "serviceNumber": str(record.service_number),
        "assessNumber": "1",
        "satisfaction": grade,
        "pf": "2",
        "assessTime": told_moment(house.clock.now),
    }
    answer = house.sandbox.http.post("/province/_rate", json={**told, **fields})
    return str(answer.json()["number"])


def there_of(house: House, record: ServiceRecord) -> dict[str, Any]:
    """The ratings the province holds of a service, by their numbers."""
    found: dict[str, Any] = kept(house)[f"{record.project_number} {record.service_number}"]
    return dict(found["ratings"])
