"""What the demo's complaint platform sends: the sandbox tells the city, and is told the results."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID, uuid4

import httpx

from actions.dependencies import Dependencies
from actions.orders import work_orders
from models import (
    ExchangeReceived,
    Institution,
    ServiceRecord,
    WorkOrder,
)
from rules.complaints import PARTNER
from rules.exchange import told_moment
from rules.partners import Scope
from rules.rectification import Status
from server.demo import tables
from server.demo.calls import Exchange
from server.demo.members import by_login
from server.demo.partners import key_of, secret_of
from server.demo.people import demo_persons

PLATFORM = "complaints-demo"
SECONDS = 60.0
RECENT = timedelta(days=3)
BY_GBT = {"gradeScale": "GB/T 39046-2020"}
BY_EXCHANGE = {"gradeScale": "exchange"}
HANDLED = "police"  # whose handler is among the accounts
TAG = "210"
TITLE = "多次提交同样的证明"
# Said to nobody by anybody: a zone without a national code, and an office of another name.
ZONE = "445199000000"
STRANGER = "12445100MB2D3X0000"
MINUTE = timedelta(minutes=1)


async def come_in(*, at: Exchange, deps: Dependencies, now: datetime) -> int:
    """Ratings and orders of the first day, once; how many were sent.

    One is a copy of a case there is, one of a service only the platform knows of, and two nobody
    can read yet. One order is handled, so that its steps go back.
    """
    if await ExchangeReceived.exists(party__name=PARTNER):
        return 0
    rows = await _first_rows(deps, now)
    await _send(rows, at=at, deps=deps, now=now)
    await _handle(rows[1]["number"], deps=deps, now=now)
    return len(rows)


async def keep_coming(*, at: Exchange, rng: Random, deps: Dependencies, now: datetime) -> int:
    """Somebody rates a service of late on the platform; how many did."""
    waiting = await _unrated(deps, now)
    if not waiting:
        return 0
    code = rng.choice("11112345")
    row = _row("rating", rng.choice(waiting), now, satisfactionCode=code, **BY_GBT)
    await _send([row], at=at, deps=deps, now=now)
    return 1


async def _first_rows(deps: Dependencies, now: datetime) -> list[dict[str, Any]]:
    content, poor, strange, zone, *_ = await _unrated(deps, now)
    [office] = [one.name for one in tables.places().institution if one.key == HANDLED]
    police = await Institution.get(name=office)
    only_there = {"projectNo": f"GD{now:%Y%m%d}0007", "deptCode": police.code}
    told = tables.complaints()[TAG].text
    return [
        _row("rating", content, now, satisfactionCode="1", **BY_GBT),
        _row(
            "order",
            None,
            now,
            **(only_there | {"title": TITLE, "content": told, "satisfactionCode": "4"} | BY_GBT),
        ),
        _row("rating", poor, now, satisfactionCode="1", evalDetail="115", **BY_EXCHANGE),
        _row("order", await _has_its_order(), now, satisfactionCode="5", title="催办", **BY_GBT),
        _row("rating", zone, now, satisfactionCode="2", regionCode=ZONE, **BY_GBT),
        _row("rating", strange, now, satisfactionCode="1", deptCode=STRANGER, **BY_GBT),
    ]


def _row(kind: str, service: ServiceRecord | None, now: datetime, **fields: Any) -> dict[str, Any]:
    told = {"regionCode": "445100000000", "assessTime": told_moment(now - MINUTE)}
    if service is not None:
        told |= {
            "projectNo": service.project_number,
            "serviceNumber": str(service.service_number),
            "deptCode": service.institution.code,
        }
    letters = {"rating": "PJ", "order": "ZX"}[kind]
    number = f"{letters}{now:%Y%m%d}{uuid4().int % 10**6:06d}"
    return {"kind": kind, "number": number, "fields": told | fields}


async def _unrated(deps: Dependencies, now: datetime) -> Sequence[ServiceRecord]:
    """Services of late that nobody has rated, but for those a newcomer is to rate."""
    known = [one.index(deps.keys) for one in demo_persons()]
    found = ServiceRecord.filter(ended_at__gt=now - RECENT, ratings__id=None)
    found = found.exclude(applicant_index__in=known).exclude(source__in=["walk_in", "call"])
    return await found.order_by("ended_at", "id").select_related("institution").limit(20)


async def _has_its_order() -> ServiceRecord:
    """The service of a case that is under way, from a channel of ours."""
    order = (
        await WorkOrder.filter(status=Status.ACCEPTED)
        .exclude(rating__service_record__source="walk_in")
        .order_by("opened_at", "id")
        .select_related("rating__service_record__institution")
        .first()
    )
    assert order is not None
    record: ServiceRecord = order.rating.service_record
    return record


async def _send(
    rows: list[dict[str, Any]], *, at: Exchange, deps: Dependencies, now: datetime
) -> None:
    platform = await key_of(
        PLATFORM,
        name="省政务服务咨询投诉平台（演示）",
        party=PARTNER,
        scope=Scope.COMPLAINTS,
        deps=deps,
    )
    asked = {
        "to": at.product,
        "key_id": PLATFORM,
        "secret": secret_of(platform, deps),
        "rows": rows,
        "at": now.isoformat(),
    }
    async with httpx.AsyncClient(base_url=at.sandbox, timeout=SECONDS) as http:
        answer = await http.post("/complaints/_send", json=asked)
        answer.raise_for_status()


async def _handle(number: str, *, deps: Dependencies, now: datetime) -> None:
    """The order of this number goes to its institution, which answers within the hour."""
    order = await WorkOrder.get(sources__number=number).select_related("rating__service_record")
    bureau, handler = await by_login("city"), await by_login(f"handler-{HANDLED}")
    said, id = tables.complaints()[TAG], order.id
    institution: UUID = order.rating.service_record.institution_id
    await work_orders.dispatch(
        order_id=id,
        institution_id=institution,
        note="",
        version=1,
        by=bureau,
        deps=deps,
        now=now,
    )
    await work_orders.accept(order_id=id, version=2, by=handler, deps=deps, now=now)
    texts = (("respond", said.response), ("rectify", said.rectification))
    for version, (action, text) in enumerate(texts, 3):
        await work_orders.write(
            action=action,
            order_id=id,
            text=text,
            version=version,
            by=handler,
            deps=deps,
            now=now,
        )
