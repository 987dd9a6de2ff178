"""Regions, bureaus, institutions, halls, windows with their codes, and service items, as rows."""

from dataclasses import dataclass, field
from datetime import datetime
from random import Random
from uuid import uuid4

from models import (
    Bureau,
    Hall,
    Institution,
    Region,
    ServiceItem,
    Window,
    WindowCode,
)
from rules.documents import credit_check_digit
from rules.window_codes import new_short_number, new_token
from server.demo import tables

NO_NATIONAL_CODE = "445100"  # institutions of a zone are registered with the city


@dataclass(slots=True)
class PlaceRows:
    """Everything that stands still, by the keys of the tables."""

    regions: dict[str, Region] = field(default_factory=dict)
    bureaus: dict[str, Bureau] = field(default_factory=dict)
    institutions: dict[str, Institution] = field(default_factory=dict)
    halls: dict[str, Hall] = field(default_factory=dict)
    windows: dict[str, Window] = field(default_factory=dict)  # by hall/number
    window_institutions: dict[str, str] = field(default_factory=dict)
    codes: dict[str, WindowCode] = field(default_factory=dict)
    items: dict[str, list[ServiceItem]] = field(default_factory=dict)  # by institution

    def item(self, institution: str, name: str) -> ServiceItem:
        [found] = [one for one in self.items[institution] if one.name == name]
        return found


def build(seed: int, *, opened_at: datetime) -> PlaceRows:
    """All rows; the window codes were issued at `opened_at`."""
    rows = PlaceRows()
    rng = Random(f"places {seed}")
    _regions(rows)
    _bureaus(rows)
    for one in tables.places().institution:
        _institution(rows, one, rng)
    for hall in tables.halls():
        _hall(rows, hall, opened_at)
    return rows


def _regions(rows: PlaceRows) -> None:
    for one in tables.places().region:
        rows.regions[one.code] = Region(
            id=uuid4(),
            code=one.code,
            national_code=one.national_code,
            name=one.name,
            level=one.level,
            parent_id=rows.regions[one.parent].id if one.parent else None,
        )


def _bureaus(rows: PlaceRows) -> None:
    for one in tables.places().bureau:
        rows.bureaus[one.key] = Bureau(
            id=uuid4(), name=one.name, level=one.level, region_id=rows.regions[one.region].id
        )


def _institution(rows: PlaceRows, one: tables.Institution, rng: Random) -> None:
    code = _credit_code(rows, one, rng)
    rows.institutions[one.key] = Institution(
        id=uuid4(),
        code=code,
        name=one.name,
        level=one.level,
        kind=one.kind,
        vertical=one.vertical,
        parent_id=rows.institutions[one.parent].id if one.parent else None,
        region_id=rows.regions[one.region].id,
        bureau_id=rows.bureaus[one.bureau].id,
    )
    rows.items[one.key] = [
        ServiceItem(
            id=uuid4(),
            institution_id=rows.institutions[one.key].id,
            code=f"{code}{kind}{place:011d}",  # 31 characters, as the national codes have
            name=name,
        )
        for place, (kind, name) in enumerate(tables.items()[one.domain], start=1)
    ]


def _credit_code(rows: PlaceRows, one: tables.Institution, rng: Random) -> str:
    area = rows.regions[one.bureau if one.bureau != "city" else "chaozhou"].national_code
    prefix = "91" if one.kind == "public_service_enterprise" else "11"
    body = f"{prefix}{area or NO_NATIONAL_CODE}MB{rng.randrange(10**7):07d}"
    return body + credit_check_digit(body)


def _hall(rows: PlaceRows, hall: tables.Hall, opened_at: datetime) -> None:
    rows.halls[hall.code] = Hall(
        id=uuid4(),
        code=hall.code,
        name=hall.name,
        address=hall.address,
        latitude=hall.position[0],
        longitude=hall.position[1],
        region_id=rows.regions[hall.region].id,
        bureau_id=rows.bureaus[hall.bureau].id,
        parent_id=rows.halls[hall.parent].id if hall.parent else None,
    )
    for number, name, institution in hall.windows:
        key = f"{hall.code}/{number}"
        rows.windows[key] = Window(
            id=uuid4(),
            hall_id=rows.halls[hall.code].id,
            institution_id=rows.institutions[institution].id,
            number=number,
            name=name,
        )
        rows.window_institutions[key] = institution
        rows.codes[key] = WindowCode(
            id=uuid4(),
            window_id=rows.windows[key].id,
            token=new_token(),
            short_number=new_short_number(),
            active=1,
            issued_at=opened_at,
        )
