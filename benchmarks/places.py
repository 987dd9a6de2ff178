"""A city's halls, windows, institutions, items and officers, beside those of the test town."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from models import Bureau, Hall, Institution, ServiceItem, Staff, Window, WindowCode
from tests.support.town import HASH, Town

NAMES = UUID(int=3)
WINDOWS_A_HALL = 50
WINDOWS_AN_INSTITUTION = 10
ITEMS_AN_INSTITUTION = 4


@dataclass(frozen=True, slots=True)
class Place:
    """What a service needs to know of its window."""

    window: UUID
    hall: UUID
    institution: UUID
    bureau: UUID
    officer: UUID
    item: UUID


def _id(kind: str, number: int) -> UUID:
    return uuid5(NAMES, f"{kind}{number}")


async def build(town: Town, *, windows: int, now: datetime) -> list[Place]:
    """So many windows, fairly shared out to the bureaus; one officer, item and code at each."""
    bureaus = await Bureau.all().order_by("level", "name")
    halls = await _halls(bureaus, -(-windows // WINDOWS_A_HALL))
    offices = await _institutions(bureaus, -(-windows // WINDOWS_AN_INSTITUTION))
    items = [
        ServiceItem(
            id=_id("item", n),
            institution_id=offices[n // ITEMS_AN_INSTITUTION].id,
            code=f"bench-item-{n}",
            name=f"事项{n}",
        )
        for n in range(len(offices) * ITEMS_AN_INSTITUTION)
    ]
    await ServiceItem.bulk_create(items, 1000)
    rows, staff, places = [], [], []
    for n in range(windows):
        office = offices[n % len(offices)]
        hall = halls[office.bureau_id][n // len(offices) % len(halls[office.bureau_id])]
        rows.append(
            Window(
                id=_id("window", n),
                hall_id=hall.id,
                institution_id=office.id,
                number=f"W{n}",
                name=f"窗口{n}",
            )
        )
        staff.append(_officer(n, office))
        item = items[n % len(offices) * ITEMS_AN_INSTITUTION + n % ITEMS_AN_INSTITUTION]
        places.append(
            Place(rows[-1].id, hall.id, office.id, office.bureau_id, staff[-1].id, item.id)
        )
    await Window.bulk_create(rows, 1000)
    await Staff.bulk_create(staff, 1000)
    await WindowCode.bulk_create([_code(n, one, now) for n, one in enumerate(rows)], 1000)
    return places


async def _halls(bureaus: list[Bureau], number: int) -> dict[UUID, list[Hall]]:
    made: dict[UUID, list[Hall]] = {one.id: [] for one in bureaus}
    for n in range(max(number, len(bureaus))):
        bureau = bureaus[n % len(bureaus)]
        made[bureau.id].append(
            Hall(
                id=_id("hall", n),
                code=f"bench-hall-{n}",
                name=f"大厅{n}",
                address="",
                region_id=bureau.region_id,
                bureau_id=bureau.id,
            )
        )
    await Hall.bulk_create([hall for halls in made.values() for hall in halls], 1000)
    return made


async def _institutions(bureaus: list[Bureau], number: int) -> list[Institution]:
    made = [
        Institution(
            id=_id("institution", n),
            code=f"bench-{n}",
            name=f"机构{n}",
            level=bureaus[n % len(bureaus)].level,
            kind="administrative",
            region_id=bureaus[n % len(bureaus)].region_id,
            bureau_id=bureaus[n % len(bureaus)].id,
        )
        for n in range(max(number, len(bureaus)))
    ]
    await Institution.bulk_create(made, 1000)
    return made


def _code(number: int, window: Window, now: datetime) -> WindowCode:
    return WindowCode(
        id=_id("code", number),
        window_id=window.id,
        token=f"bench{number:027d}",
        short_number=f"b{number:07d}",
        active=1,
        issued_at=now,
    )


def _officer(number: int, office: Institution) -> Staff:
    return Staff(
        id=_id("officer", number),
        login=f"bench-officer-{number}",
        password_hash=HASH,
        name="窗口人员",
        role="officer",
        institution_id=office.id,
    )
