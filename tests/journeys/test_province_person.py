"""Article 9 in the exchange: who rated leaves as the mapping demands, on consent, on record."""

from pathlib import Path
from typing import Any

import pytest

from models import Provision, Rating
from rules.exchange import FOLDER
from tests.journeys.exchange_steps import AREA, kept, rated, tell, there_of
from tests.support.house import Clock, House, StartApp
from tests.support.sandbox import Sandbox
from tests.support.town import CHEN, LIN, build_town

TO_THE_PROVINCE = {"recipient": "province", "purpose": "rating_exchange"}
DEMANDED = """[fields.rating]
userName = "person_name"
userPageType = "person_document_type:document_type"
certKey = "person_document"
"""
PEOPLE = '[codes.document_type]\nresident_id = "111"\n\n[codes.grade]'


def newer(folder: Path) -> Path:
    """A version of the mapping that demands name and document of who rated, begun today."""
    document = (FOLDER / "guangdong-assumed-2026.toml").read_text(encoding="utf-8")
    for old, new in (
        ("guangdong-assumed-2026", "guangdong-2"),
        ("2026-01-01", "2026-11-23"),
        ("[fields.rating]\n", DEMANDED),
        ("[codes.grade]", PEOPLE),
    ):
        assert old in document
        document = document.replace(old, new)
    folder.mkdir()
    (folder / "2.toml").write_text(document, encoding="utf-8")
    return folder


async def of_person(house: House, service: str) -> dict[str, Any]:
    """What the province has of the person who rated a service."""
    row = await Rating.get(service_record_id=service).select_related("service_record")
    told = there_of(house, row.service_record)["1"]
    return {name: told[name] for name in ("userName", "certKey", "mobile") if name in told}


@pytest.mark.req("9-3", "9-7", "10-5")
async def test_a_person_leaves_as_demanded_on_consent_and_on_record(
    start_app: StartApp, sqlite_url: str, sandbox: Sandbox, tmp_path: Path
) -> None:
    clock = Clock()
    folder = newer(tmp_path / "mappings")
    app = await start_app(
        database_url=sqlite_url,
        sandbox_url=sandbox.url,
        clock=clock,
        province_mappings=(folder,),
    )
    house = House(app, await build_town(clock.now), sandbox, clock)
    await app.deps.reference.reload()
    city = await house.staff("city")
    assert (await city.post("/api/province/codes", **AREA)).status == 201
    mapping = (await city.get("/api/province")).body["mapping"]
    assert (mapping["code"], mapping["person"]) == ("guangdong-2", ["document", "name"])

    agrees, silent = await house.citizen(CHEN), await house.citizen(LIN)
    assert (await agrees.post("/api/my/consents", **TO_THE_PROVINCE)).status == 200
    first = await rated(house, agrees, "satisfied")
    other = await house.end_service(LIN)
    form = {"key": "a" * 24, "service_id": other, "grade": "satisfied"}
    assert (await silent.post("/api/ratings", **form)).status == 201
    house.sandbox.fault(province={"deaf": True, "times": 1})  # it takes the batch, we hear nothing
    await tell(house)
    house.clock.pass_(hours=1)
    await tell(house)

    # Name and document of who agreed, and never the phone number nobody demanded; the other's
    # rating goes without its person.
    assert await of_person(house, first) == {
        "userName": CHEN.name,
        "certKey": CHEN.document_number,
    }
    assert await of_person(house, other) == {}
    assert LIN.name not in str(kept(house))
    # On record once, though it was told twice; the citizen reads it, and nobody else's.
    [told] = (await agrees.get("/api/my/consents")).body["provisions"]
    assert (told["recipient"], told["purpose"], told["parts"]) == (
        "province",
        "rating_exchange",
        ["document", "name"],
    )
    assert (await silent.get("/api/my/consents")).body["provisions"] == []

    # Withdrawn: from now on nothing, and what was told stays on record.
    assert (await agrees.post("/api/my/consents/withdraw", **TO_THE_PROVINCE)).status == 200
    second = await rated(house, agrees, "very_satisfied")
    await tell(house)
    assert await of_person(house, second) == {}
    assert await Provision.all().count() == 1
