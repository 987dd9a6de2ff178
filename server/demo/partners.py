"""Partners of the demo city, with a month of what they told: quiet days, busy days, mistakes."""

from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import uuid4

from tortoise.exceptions import IntegrityError
from tortoise.models import Model

from actions.dependencies import Dependencies
from actions.keys import new_token
from models import Partner, PartnerDay, PartnerKey, PartnerRefusal
from rules.partners import KeyKind, Scope
from rules.work_calendar import DAY, SATURDAY, local_day
from server.demo.world import World

QUEUE_MACHINE = "queue-demo"
PORTAL = "portal-demo"
DAYS = 30
MISTAKES = ("window_unknown", "officer_unknown", "bad_document")


def of_city(world: World) -> list[Model]:
    """In the order they are stored: partners, keys, days, refused rows."""
    rng = Random(world.seed)
    machine = Partner(id=uuid4(), name="取号机（演示）", scope="services", contact="大厅信息岗")
    portal = Partner(
        id=uuid4(),
        name="广东政务服务网（演示）",
        scope="ratings,services",
        contact="省网联络员",
        calls_a_minute=1200,
        grade_scale="gbt-39046",
    )
    return [
        machine,
        portal,
        _key(world, machine, QUEUE_MACHINE, timedelta(days=300)),
        _key(world, portal, PORTAL, timedelta(days=21)),
        *_days(world.now, machine, "take_in_service", 220, rng),
        *_days(world.now, portal, "take_in_services", 900, rng),
        *_refusals(world.now, portal, rng),
    ]


def _key(world: World, partner: Partner, key_id: str, left: timedelta) -> PartnerKey:
    row = uuid4()
    return PartnerKey(
        id=row,
        partner_id=partner.id,
        key_id=key_id,
        kind=KeyKind.SECRET,
        secret_sealed=world.keys.seal(new_token(), PartnerKey, "secret_sealed", row),
        made_at=world.now + left - timedelta(days=365),
        expires_at=world.now + left,
    )


def _days(
    now: datetime, partner: Partner, endpoint: str, usual: int, rng: Random
) -> list[PartnerDay]:
    made = []
    for back in range(1, DAYS):
        day = local_day(now) - back * DAY
        rows = round(usual * rng.uniform(0.7, 1.2) * (0.1 if day.weekday() >= SATURDAY else 1))
        batches = rows if endpoint == "take_in_service" else rows // 50 + 1
        line: dict[str, Any] = {"partner_id": partner.id, "day": day, "endpoint": endpoint}
        line["last_at"] = now - back * DAY
        made.append(PartnerDay(id=uuid4(), code="", contacts=batches, rows=rows, **line))
        if wrong := rng.randint(0, usual // 60):
            code = rng.choice(MISTAKES)
            single = endpoint == "take_in_service"
            counts = (wrong, 0) if single else (0, wrong)
            made.append(
                PartnerDay(id=uuid4(), code=code, contacts=counts[0], rows=counts[1], **line)
            )
    return made


def _refusals(now: datetime, partner: Partner, rng: Random) -> list[PartnerRefusal]:
    return [
        PartnerRefusal(
            id=uuid4(),
            partner_id=partner.id,
            at=now - number * timedelta(hours=7),
            endpoint="take_in_services",
            number=f"44510020261{rng.randrange(10**7):07d} / 1",
            code=rng.choice(MISTAKES),
            place="",
        )
        for number in range(1, 9)
    ]


async def key_of(
    key_id: str, *, name: str, party: str, scope: Scope, deps: Dependencies
) -> PartnerKey:
    """The key of a partner, also in a city that was loaded before there was this partner."""
    known = await PartnerKey.get_or_none(key_id=key_id)
    if known is not None:
        return known
    made = {"id": uuid4(), "party": party, "scope": scope}
    partner, _ = await Partner.get_or_create(name=name, defaults=made)
    row = uuid4()
    try:
        return await PartnerKey.create(
            id=row,
            partner_id=partner.id,
            key_id=key_id,
            kind=KeyKind.SECRET,
            secret_sealed=deps.keys.seal(new_token(), PartnerKey, "secret_sealed", row),
        )
    except IntegrityError:  # two jobs that begin at once
        return await PartnerKey.get(key_id=key_id)


def secret_of(key: PartnerKey, deps: Dependencies) -> str:
    """What a stand-in signs with."""
    assert key.secret_sealed is not None
    return deps.keys.open(key.secret_sealed, key, "secret_sealed", key.id)
