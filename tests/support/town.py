"""A small town for tests: two counties, a hall, a window, staff of every role, two citizens."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from argon2 import PasswordHasher

from actions.keys import Keyring
from actions.people.evaluators import document_index
from actions.windows.window_codes import issue
from models import (
    Bureau,
    Duty,
    Hall,
    Institution,
    Partner,
    PartnerKey,
    Region,
    ServiceItem,
    Staff,
    Window,
    WindowCode,
)
from rules.documents import id_check_digit
from tests.support.app import INDEXING_KEY, SEALING_KEYS

NOW = datetime(2026, 11, 23, 2, 30, tzinfo=UTC)  # Monday, 10:30 in Chaozhou
PASSWORD = "Town-2026!"
# As weak as it gets: a thousand tests sign in, and none of them guards anything.
HASH = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1).hash(PASSWORD)
KEYS = Keyring(SEALING_KEYS, INDEXING_KEY)
PARTNER_SECRET = "queue-machine-secret"
PARTNERS = (
    ("取号机", "queue-1", "", "calls,services"),
    ("省政务服务平台", "portal-1", "", "ratings,services"),
    ("省政务服务咨询投诉平台", "complaints-1", "complaint_platform", "complaints"),
    ("12345 热线", "hotline-1", "hotline", "calls"),
    ("短信平台", "sms-1", "", "texts"),
)


def identity_number(body: str) -> str:
    """A resident identity number with its check digit from 17 digits."""
    return body + id_check_digit(body)


@dataclass
class Person:
    """A citizen as identity providers know one."""

    key: str
    name: str
    document_number: str
    phone: str
    document_type: str = "resident_id"

    @property
    def party(self) -> dict[str, str]:
        return {
            "document_type": self.document_type,
            "document_number": self.document_number,
            "name": self.name,
            "phone": self.phone,
        }

    @property
    def for_sandbox(self) -> dict[str, str]:
        return {"key": self.key, **self.party}


CHEN = Person("chen", "陈示例", identity_number("44510219600307002"), "19900000001")
WU = Person("wu", "吴年少", identity_number("44510220150505003"), "19900000003")  # eleven
LIN = Person("lin", "林样本", identity_number("44512219881123001"), "19900000002")


@dataclass
class Town:
    window: Window
    code: WindowCode
    item: ServiceItem
    institution: Institution
    other_institution: Institution
    staff: dict[str, Staff] = field(default_factory=dict)

    def login(self, name: str) -> dict[str, str]:
        return {"login": self.staff[name].login, "password": PASSWORD}


async def build_town(now: datetime = NOW) -> Town:
    """Everything a service needs, on the database that is open."""
    city = await _region("chaozhou", "潮州市", "city", None)
    xiangqiao = await _region("xiangqiao", "湘桥区", "county", city)
    raoping = await _region("raoping", "饶平县", "county", city)
    bureaus = {
        "city": await _bureau("潮州市政务服务数据管理局", "city", city),
        "xiangqiao": await _bureau("湘桥区政务服务数据管理局", "county", xiangqiao),
        "raoping": await _bureau("饶平县政务服务数据管理局", "county", raoping),
    }
    institution = await _institution("xq-hrss", "湘桥区社保局", xiangqiao, bureaus["xiangqiao"])
    other = await _institution("xq-health", "湘桥区卫健局", xiangqiao, bureaus["xiangqiao"])
    hall = await Hall.create(
        id=uuid4(),
        code="xq-hall",
        name="湘桥区政务服务大厅",
        address="潮州大道1号",
        region=xiangqiao,
        bureau=bureaus["xiangqiao"],
    )
    window = await Window.create(
        id=uuid4(), hall=hall, institution=institution, number="A03", name="社保综合"
    )
    item = await ServiceItem.create(
        id=uuid4(), institution=institution, code="11445102-0001", name="社会保障卡申领"
    )
    town = Town(
        window=window,
        code=await issue(window_id=window.id, now=now),
        item=item,
        institution=institution,
        other_institution=other,
    )
    await _staff(town, bureaus, hall)
    await _duty(town, now)
    for name, key_id, party, scope in PARTNERS:
        scale = "gbt-39046" if "ratings" in scope else ""
        named = {"name": name, "party": party, "scope": scope, "grade_scale": scale}
        partner = await Partner.create(id=uuid4(), **named)
        row = uuid4()
        await PartnerKey.create(
            id=row,
            partner=partner,
            key_id=key_id,
            kind="secret",
            secret_sealed=KEYS.seal(PARTNER_SECRET, PartnerKey, "secret_sealed", row),
        )
    return town


async def _region(code: str, name: str, level: str, parent: Region | None) -> Region:
    return await Region.create(id=uuid4(), code=code, name=name, level=level, parent=parent)


async def _bureau(name: str, level: str, region: Region) -> Bureau:
    return await Bureau.create(id=uuid4(), name=name, level=level, region=region)


async def _institution(code: str, name: str, region: Region, bureau: Bureau) -> Institution:
    return await Institution.create(
        id=uuid4(),
        code=code,
        name=name,
        level="county",
        kind="administrative",
        region=region,
        bureau=bureau,
    )


async def _staff(town: Town, bureaus: dict[str, Bureau], hall: Hall) -> None:
    institution = town.institution.id
    accounts: dict[str, dict[str, Any]] = {
        "city": {"role": "city_bureau", "bureau_id": bureaus["city"].id},
        "xiangqiao": {"role": "county_bureau", "bureau_id": bureaus["xiangqiao"].id},
        "raoping": {"role": "county_bureau", "bureau_id": bureaus["raoping"].id},
        "handler": {"role": "handler", "institution_id": institution},
        "other_handler": {"role": "handler", "institution_id": town.other_institution.id},
        "officer": {"role": "officer", "institution_id": institution},
        "other_officer": {"role": "officer", "institution_id": institution},
        "hall": {"role": "hall_manager", "hall_id": hall.id},
        "auditor": {"role": "auditor"},
        "security": {"role": "security_admin", "bureau_id": bureaus["city"].id},
        "system": {"role": "system_admin", "bureau_id": bureaus["city"].id},
        "performance": {"role": "performance", "bureau_id": bureaus["xiangqiao"].id},
        "city_performance": {"role": "performance", "bureau_id": bureaus["city"].id},
    }
    for place, (login, account) in enumerate(accounts.items()):
        number = identity_number(f"445102198001010{place:02d}")
        row = uuid4()
        town.staff[login] = await Staff.create(
            id=row,
            login=login,
            password_hash=HASH,
            name=f"职员{place}",
            phone_sealed=KEYS.seal(f"199000010{place:02d}", Staff, "phone_sealed", row),
            document_index=document_index(KEYS, "resident_id", number),
            **account,
        )


async def _duty(town: Town, now: datetime) -> None:
    await Duty.create(
        id=uuid4(),
        window=town.window,
        officer=town.staff["officer"],
        starts_at=now - timedelta(hours=2),
        ends_at=now + timedelta(days=60),
    )


def some_id() -> UUID:
    """An id nothing has."""
    return uuid4()
