"""Articles 12 and 16: counties file their papers, the city puts them on record and reminds."""

import asyncio
from hashlib import sha256
from typing import Any
from uuid import UUID

import pytest
from tortoise.exceptions import IntegrityError

from models import Filing, FilingReminder, InboxMessage
from tests.support.house import Answer, Caller, House

LIST = "/api/filings"
PDF = b"%PDF-1.7\n1 0 obj\n%%EOF\n"
XIANGQIAO, RAOPING = "湘桥区政务服务数据管理局", "饶平县政务服务数据管理局"
WHOLE = {"title": "湘桥区“好差评”配套制度", "effective_from": "2026-12-01"}


def papers(answer: Answer, bureau: str = XIANGQIAO) -> dict[str, Any]:
    """The papers of a bureau by their kind."""
    [row] = [one for one in answer.body["rows"] if one["bureau_name"] == bureau]
    return {one["kind"]: one for one in row["papers"]}


async def filed(county: Caller, kind: str = "supporting_rules", content: bytes = PDF) -> str:
    """Upload and hand to the city; the id of the version."""
    made = await county.upload(f"{LIST}/{kind}", content)
    assert made.status == 201, made
    filing = str(papers(made)[kind]["versions"][0]["id"])
    done = await county.post(f"{LIST}/{filing}/file", **WHOLE)
    assert papers(done)[kind]["state"] == "filed", done
    return filing


async def told(house: House, who: str, topic: str) -> list[str]:
    await house.deliver()
    staff = house.town.staff[who].id
    return [one.body for one in await InboxMessage.filter(staff_id=staff, topic=topic)]


async def owed(who: Caller) -> int:
    """What the checklist says is not filed."""
    lines = (await who.get("/api/staff/readiness")).body["lines"]
    return int(next(one for one in lines if one["code"] == "paper_not_filed")["count"])


@pytest.mark.req("12-3", "16-1", "16-2")
async def test_a_paper_is_filed_returned_and_put_on_record(house: House) -> None:
    county, city = await house.staff("xiangqiao"), await house.staff("city")
    assert (await owed(county), await owed(city)) == (2, 4)
    made = papers(await county.upload(f"{LIST}/supporting_rules", PDF))["supporting_rules"]
    assert (made["state"], made["owed"]) == ("missing", True)
    [draft] = made["versions"]
    assert draft["hash"] == sha256(PDF).hexdigest()
    document = f"{LIST}/{draft['id']}/document"
    seen = papers(await city.get(LIST))["supporting_rules"]
    assert seen["versions"] == []
    assert (await city.get(document)).status == 404  # not handed over yet
    bare = await county.post(f"{LIST}/{draft['id']}/file", title="", effective_from="2026-12-01")
    assert bare.code == "bad_request"
    path = f"{LIST}/{draft['id']}"
    answers = await asyncio.gather(*(county.post(f"{path}/file", **WHOLE) for _ in range(4)))
    assert sorted(one.status for one in answers) == [200, 409, 409, 409]
    assert await told(house, "city", "filing_filed")
    assert (await city.get(document)).body == PDF
    other = await house.staff("raoping")
    assert (await other.get(document)).status == 404
    assert (await other.get(LIST)).body["rows"][0]["bureau_name"] == RAOPING
    assert (await county.post(f"{path}/accept")).status == 403

    back = await city.post(f"{path}/return", reason="缺少复核时限")
    assert papers(back)["supporting_rules"]["owed"]
    assert "缺少复核时限" in (await told(house, "xiangqiao", "filing_decided"))[0]
    second = await filed(county, content=PDF + b"better")
    done = papers(await city.post(f"{LIST}/{second}/accept"))["supporting_rules"]
    assert (done["state"], [one["version"] for one in done["versions"]]) == ("accepted", [2, 1])
    assert done["versions"][0]["effective_from"] == "2026-12-01"
    assert (await owed(county), await owed(city)) == (1, 3)
    again = await city.post(f"{LIST}/{second}/return", reason="改主意了吧")
    assert again.code == "not_allowed_now"
    with pytest.raises(IntegrityError):
        await Filing.filter(id=UUID(second)).update(state="filed")


@pytest.mark.req("16-1", "16-2")
async def test_what_is_no_document_is_refused_and_a_draft_can_be_put_aside(house: House) -> None:
    county = await house.staff("xiangqiao")
    for content in (b"", b"<html>", b"PK\x03\x04 no archive"):
        refused = await county.upload(f"{LIST}/review_procedure", content)
        assert (refused.status, refused.code) == (422, "no_document")
    assert (await county.upload(f"{LIST}/novel", PDF)).status == 404
    answers = await asyncio.gather(
        *(county.upload(f"{LIST}/review_procedure", PDF) for _ in range(4))
    )
    assert {one.status for one in answers} <= {201, 409}
    made = papers(await county.get(LIST))["review_procedure"]["versions"]
    assert [one["version"] for one in made] == list(range(len(made), 0, -1))
    left = papers(await county.post(f"{LIST}/{made[0]['id']}/discard"))["review_procedure"]
    assert [one["version"] for one in left["versions"]] == list(range(len(made) - 1, 0, -1))


@pytest.mark.req("16-1")
async def test_the_city_reminds_and_not_too_often(house: House) -> None:
    city, bureau = await house.staff("city"), str(house.town.staff["raoping"].bureau_id)
    answers = await asyncio.gather(
        *(city.post("/api/filing-reminders", bureau_id=bureau) for _ in range(4))
    )
    assert sorted(one.status for one in answers) == [200, 409, 409, 409]
    [said] = await told(house, "raoping", "filing_reminder")
    assert "配套制度、复核机制" in said
    assert await told(house, "xiangqiao", "filing_reminder") == []
    soon = await city.post("/api/filing-reminders", bureau_id=bureau)
    assert (soon.code, list(soon.body["details"])) == ("reminded_lately", ["again_at"])
    house.clock.pass_(days=7)
    city = await house.staff("city")
    row = (await city.post("/api/filing-reminders", bureau_id=bureau)).body["rows"][0]
    assert (row["bureau_name"], row["reminders"]) == (RAOPING, 2)
    assert await FilingReminder.all().count() == 2
    county = await house.staff("xiangqiao")
    await filed(county)
    await filed(county, "review_procedure")
    own = str(house.town.staff["xiangqiao"].bureau_id)
    assert (await city.post("/api/filing-reminders", bureau_id=own)).code == "nothing_owed"
