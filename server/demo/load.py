"""Loads the demo city into an empty database; a second time it finds it there."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from uuid import uuid4

from tortoise.transactions import in_transaction

from actions import reference
from actions.keys import Keyring
from models import Partner, Region, Window, WindowCode
from rules.window_codes import link
from server.demo import history
from server.demo.cases import open_cases
from server.demo.people import DemoPerson, demo_persons
from server.demo.staff import PASSWORD, Account, first_rosters, hire, officers_of
from server.demo.tree import plant
from server.seed import seed_reference_data

SEED = 20191014
QUEUE_MACHINE = ("queue-demo", "queue-demo-secret")


@dataclass(frozen=True, slots=True)
class DemoCity:
    """What a newcomer needs to know."""

    window: str
    link: str
    short_number: str
    persons: list[DemoPerson]
    accounts: list[Account]
    password: str = PASSWORD


async def load(*, keys: Keyring, now: datetime, public_url: str) -> DemoCity:
    """The demo city, on the database that is open; random only by its seed."""
    random = Random(SEED)
    persons = demo_persons(random)
    if not await Region.exists():
        await seed_reference_data(now)
        async with in_transaction():
            await _build(persons, keys=keys, random=random, now=now)
    return await _describe(persons, public_url)


async def _build(
    persons: list[DemoPerson], *, keys: Keyring, random: Random, now: datetime
) -> None:
    known = await reference.load()
    rules = known.rule_sets.at(now)
    tree = await plant(now - timedelta(days=history.DAYS_BACK))
    await hire(tree, keys=keys, random=random)
    await first_rosters(tree, now=now, calendar=known.calendar)
    past = await history.live(
        tree,
        await officers_of(tree),
        persons,
        keys=keys,
        rules=rules,
        calendar=known.calendar,
        random=random,
        now=now,
    )
    await open_cases(past, rules=rules, calendar=known.calendar, random=random, now=now)
    key_id, secret = QUEUE_MACHINE
    await Partner.create(
        id=uuid4(), name="取号机（演示）", key_id=key_id, secret_sealed=keys.seal(secret, "partner")
    )


async def _describe(persons: list[DemoPerson], public_url: str) -> DemoCity:
    window = await Window.get(hall__code="city-hall", number="A01").select_related("hall")
    code = await WindowCode.get(window_id=window.id, active=1)
    city, county = "市级管理机构", "县（区）管理机构"
    return DemoCity(
        window=f"{window.hall.name} {window.number} {window.name}",
        link=link(public_url, code.token),
        short_number=code.short_number,
        persons=persons,
        accounts=[
            Account("city", city, "潮州市"),
            Account("xiangqiao", county, "湘桥区"),
            Account("handler-hrss", "承办单位", "市人力资源和社会保障局"),
            Account("handler-xiangqiao-hrss", "承办单位", "湘桥区人力资源和社会保障局"),
            Account("hall", "大厅管理", window.hall.name),
            Account("officer", "窗口工作人员", f"{window.hall.name} {window.number}"),
            Account("audit", "审计", "潮州市"),
        ],
    )
