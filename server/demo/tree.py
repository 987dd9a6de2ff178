"""The tree: areas, bureaus, institutions, halls, windows with their codes, items."""

import tomllib
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from actions.window_codes import issue
from models import Bureau, Hall, Institution, Region, ServiceItem, Window

CITY = tomllib.loads((Path(__file__).parent / "city.toml").read_text(encoding="utf-8"))


@dataclass(slots=True)
class Tree:
    """What the rest of the city is hung on."""

    bureaus: dict[str, Bureau] = field(default_factory=dict)
    institutions: dict[str, Institution] = field(default_factory=dict)
    halls: dict[str, Hall] = field(default_factory=dict)
    windows: list[Window] = field(default_factory=list)
    items: dict[str, list[ServiceItem]] = field(default_factory=dict)


async def plant(now: datetime) -> Tree:
    """Write the tree."""
    tree = Tree()
    city = await _region(CITY["city"], "city", None)
    await _bureau(tree, "city", CITY["city"]["bureau"], "city", city)
    await _city_hall(tree, city)
    for county in CITY["county"]:
        await _county(tree, county, city)
    for window in tree.windows:
        await issue(window_id=window.id, now=now)
    return tree


async def _region(entry: dict[str, Any], level: str, parent: Region | None) -> Region:
    return await Region.create(
        id=uuid4(),
        code=entry["code"],
        name=entry["name"],
        national_code=entry.get("national_code"),
        level=level,
        parent=parent,
    )


async def _bureau(tree: Tree, code: str, name: str, level: str, region: Region) -> None:
    tree.bureaus[code] = await Bureau.create(id=uuid4(), name=name, level=level, region=region)


async def _institution(
    tree: Tree,
    code: str,
    name: str,
    *,
    level: str,
    kind: str,
    region: Region,
    bureau: str,
    items: list[str],
    parent: Institution | None = None,
    vertical: bool = False,
) -> Institution:
    made = await Institution.create(
        id=uuid4(),
        code=code,
        name=name,
        level=level,
        kind=kind,
        region=region,
        bureau=tree.bureaus[bureau],
        parent=parent,
        vertical=vertical,
    )
    tree.institutions[code] = made
    tree.items[code] = [
        await ServiceItem.create(
            id=uuid4(), institution=made, code=f"{code}-{place:04d}"[:40], name=name_of_item
        )
        for place, name_of_item in enumerate(items, 1)
    ]
    return made


async def _hall(
    tree: Tree, code: str, name: str, address: str, region: Region, bureau: str, parent: Hall | None
) -> Hall:
    tree.halls[code] = await Hall.create(
        id=uuid4(),
        code=code,
        name=name,
        address=address,
        region=region,
        bureau=tree.bureaus[bureau],
        parent=parent,
    )
    return tree.halls[code]


async def _windows(
    tree: Tree, hall: Hall, letter: str, offices: list[tuple[Institution, str]]
) -> None:
    for place, (office, name) in enumerate(offices, 1):
        tree.windows.append(
            await Window.create(
                id=uuid4(), hall=hall, institution=office, number=f"{letter}{place:02d}", name=name
            )
        )


async def _city_hall(tree: Tree, city: Region) -> None:
    entry = CITY["city_hall"]
    hall = await _hall(tree, entry["code"], entry["name"], entry["address"], city, "city", None)
    branch = await _hall(
        tree,
        entry["branch_code"],
        entry["branch_name"],
        entry["branch_address"],
        city,
        "city",
        hall,
    )
    main: list[tuple[Institution, str]] = []
    aside: list[tuple[Institution, str]] = []
    for one in CITY["institution"]:
        made = await _institution(
            tree,
            one["code"],
            one["name"],
            level="city",
            kind=one["kind"],
            region=city,
            bureau="city",
            items=one["items"],
            vertical=one.get("vertical", False),
        )
        windows = [(made, item) for item in one["items"][:2]]
        (aside if one.get("branch") else main).extend(windows)
    await _windows(tree, hall, "A", main)
    await _windows(tree, branch, "B", aside)


async def _county(tree: Tree, entry: dict[str, Any], city: Region) -> None:
    code = entry["code"]
    region = await _region(entry, "county", city)
    await _bureau(tree, code, entry["bureau"], "county", region)
    hall = await _hall(tree, f"{code}-hall", entry["hall"], entry["address"], region, code, None)
    offices = []
    for short, one in CITY["county_institutions"].items():
        made = await _institution(
            tree,
            f"{code}-{short}",
            entry["name"] + one["name"],
            level="county",
            kind=one["kind"],
            region=region,
            bureau=code,
            items=one["items"],
        )
        offices += [(made, item) for item in one["items"]]
    await _windows(tree, hall, "A", offices)
    for place, town in enumerate(entry["towns"], 1):
        await _town(tree, entry, region, town, place)


async def _town(tree: Tree, county: dict[str, Any], region: Region, name: str, place: int) -> None:
    code = f"{county['code']}-t{place}"
    area = await _region({"code": code, "name": name}, "town", region)
    town = await _institution(
        tree,
        code,
        f"{name}人民政府",
        level="town",
        kind="administrative",
        region=area,
        bureau=county["code"],
        items=CITY["below"]["town_items"],
    )
    hall = await _hall(
        tree, f"{code}-hall", f"{name}便民服务中心", f"{name}示例路1号", area, county["code"], None
    )
    await _windows(tree, hall, "C", [(town, "综合窗口"), (town, "社保窗口")])
    if place == 1:
        await _village(tree, county, area, town)


async def _village(
    tree: Tree, county: dict[str, Any], town_area: Region, town: Institution
) -> None:
    code, name = f"{county['code']}-v1", county["village"]
    area = await _region({"code": code, "name": name}, "village", town_area)
    village = await _institution(
        tree,
        code,
        f"{name}村民委员会",
        level="village",
        kind="administrative",
        region=area,
        bureau=county["code"],
        items=CITY["below"]["village_items"],
        parent=town,
    )
    hall = await _hall(
        tree, f"{code}-hall", f"{name}便民服务站", f"{name}1号", area, county["code"], None
    )
    await _windows(tree, hall, "D", [(village, "便民窗口")])
