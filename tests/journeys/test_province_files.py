"""The same day by interface and by file, with the same result on both sides (Art. 10; 10-4)."""

from collections import Counter
from typing import Any
from uuid import UUID

import pytest

from actions.exchange import file_work, files, push, take
from actions.figures import figures
from models import ExchangeFile, ExchangeItem, ExchangeReceived, Rating
from tests.journeys.exchange_steps import (
    AREA,
    fetch,
    kept,
    made_there,
    rated,
    states,
    tell,
)
from tests.journeys.steps import poor_rating, until_fed_back
from tests.support.both_ends import differing
from tests.support.house import Caller, House, rating
from tests.support.town import CHEN, LIN

FILES = "/api/province/files"


async def write(house: House, city: Caller, *, one_turn: bool = False) -> dict[str, Any]:
    """List what is new, ask for a file and have it made in small parts; its row."""
    while await push.list_new(now=house.clock.now):
        pass
    house.clock.pass_(seconds=1)  # the newest stands first
    asked = await city.post(f"{FILES}/export")
    assert asked.status == 201, asked
    await work(house, one_turn=one_turn)
    [row] = [one for one in (await rows(city)) if one["id"] == asked.body["rows"][0]["id"]]
    return row


async def work(house: House, *, one_turn: bool = False) -> None:
    while await file_work.work(deps=house.app.deps, now=house.clock.now, rows=2, parts=2):
        if one_turn:
            return


async def rows(city: Caller) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await city.get(FILES)).body["rows"]
    return found


async def carry(house: House, city: Caller, row: dict[str, Any]) -> bytes:
    """A file is carried to the province; its answer."""
    file = await city.get(f"{FILES}/{row['id']}/file")
    assert file.status == 200, file
    answer = house.sandbox.http.post("/province/_file", content=file.body)
    assert answer.status_code == 200, answer.headers
    return answer.content


def handed_over(house: House, cursor: str = "") -> bytes:
    """What the province holds of our city, as a file."""
    return house.sandbox.http.post("/province/_data", json={"cursor": cursor}).content


async def bring(house: House, city: Caller, content: bytes) -> dict[str, Any]:
    """A file is brought in, worked on, and its rows dealt with; its row."""
    house.clock.pass_(seconds=1)
    answer = await city.upload(f"{FILES}/import", content)
    assert answer.status == 201, answer
    await work(house)
    while await take.take_new(deps=house.app.deps, now=house.clock.now):
        pass
    return (await rows(city))[0]


async def by_wire(house: House, city: Caller) -> None:
    await tell(house)


async def by_file(house: House, city: Caller) -> None:
    if await ExchangeItem.filter(state="queued").exists() or await push.list_new(
        now=house.clock.now
    ):
        answer = await carry(house, city, await write(house, city))
        await bring(house, city, answer)


async def wire_back(house: House, city: Caller) -> None:
    await fetch(house)


async def file_back(house: House, city: Caller) -> None:
    await bring(house, city, handed_over(house))


async def a_day(house: House, out: Any, back: Any) -> dict[str, Any]:
    """Rated here and there, answered, excluded, unknown codes: what stands on both sides then."""
    city, phone, other = (
        await house.staff("city"),
        await house.citizen(CHEN),
        await house.citizen(LIN),
    )
    house.sandbox.http.post("/province/_lose", json={})  # what other tests left there
    await rated(house, phone, "very_satisfied", tags=["517"])
    await out(house, city)  # an area without a code: put aside, and the rating waits behind it
    held = (await city.get("/api/province/quarantine")).body["groups"]
    assert [(one["error"], one["code"], one["count"]) for one in held] == [
        ("code_unknown", "xiangqiao", 1)
    ]
    assert (await city.post("/api/province/codes", **AREA)).status == 201
    order = await poor_rating(house, phone)
    gone = await rated(house, phone, "dissatisfied", text="电话 13900000000")
    service = await house.end_service(LIN)
    assert (await other.post("/api/ratings", **rating(service, "satisfied"))).status == 201
    await out(house, city)
    await until_fed_back(house, order)
    excluded = await Rating.get(service_record_id=gone)
    await Rating.filter(id=excluded.id).update(excluded_at=house.clock.now)
    await figures.note_change(rating_id=excluded.id, why="excluded", now=house.clock.now)
    there, strange = await house.end_service(CHEN), await house.end_service(CHEN)
    await made_there(house, there, "1", evalDetail="115")
    await made_there(house, strange, "5", pf="9")
    await made_there(house, service, "1")  # another opinion stands here
    await out(house, city)
    await back(house, city)
    await out(house, city)
    await back(house, city)  # twice changes nothing
    assert await states(house) == {"sent"}
    assert await differing(kept(house)) == []  # what lies in quarantine has no rating here
    received = await ExchangeReceived.all().values_list("state", "error")
    told = kept(house).values()
    return {
        "versions": sorted(one["versions"] for one in told),
        "ratings": sorted(
            (r["satisfaction"], r.get("effectivEvalua", ""), r.get("answer", ""))
            for one in told
            for r in one["ratings"].values()
        ),
        "received": Counter(received),
        "here": sorted(await Rating.all().values_list("grade", "origin", "late")),
    }


# What stands on both sides after that day, whichever way it was told.
OUTCOME = {
    "versions": [[1], [1], [1, 2], [1, 2], [1, 2, 3], [1, 2, 3, 4]],
    "ratings": [
        ("1", "", ""),  # made there
        ("2", "1", "已办理。"),
        ("2", "2", ""),  # excluded
        ("4", "1", ""),
        ("5", "", ""),  # made there, in quarantine here
        ("5", "1", ""),
    ],
    "received": {
        ("known", ""): 4,
        ("taken", ""): 1,
        ("refused", "already_rated"): 1,
        ("quarantined", "code_unknown"): 1,
    },
    "here": [
        ("dissatisfied", "citizen", False),
        ("dissatisfied", "citizen", False),
        ("satisfied", "citizen", False),
        ("very_dissatisfied", "partner", False),
        ("very_satisfied", "citizen", False),
    ],
}


@pytest.mark.req("10-2", "10-4", "10-5")
@pytest.mark.parametrize("way", [(by_wire, wire_back), (by_file, file_back)], ids=["wire", "file"])
async def test_a_day_has_the_same_end_by_interface_and_by_file(house: House, way: Any) -> None:
    assert await a_day(house, *way) == OUTCOME


@pytest.mark.req("10-4")
async def test_a_file_goes_on_where_it_was_cut_off_and_counts_once(house: House) -> None:
    city, phone = await house.staff("city"), await house.citizen(CHEN)
    house.sandbox.http.post("/province/_lose", json={})
    assert (await city.post(f"{FILES}/export")).code == "exchange_nothing_to_tell"
    assert (await city.post("/api/province/codes", **AREA)).status == 201
    for _ in range(3):
        await rated(house, phone, "satisfied")

    # Killed after a part: on the disk there is more than was counted, and another one goes on.
    row = await write(house, city, one_turn=True)
    assert (row["state"], row["rows_total"], row["rows_done"]) == ("running", 6, 4)
    assert (await city.get(f"{FILES}/{row['id']}/file")).code == "exchange_file_not_ready"
    store = house.app.deps.gateways.province_files.store
    await store.append(UUID(row["id"]), at=row["size"], content=b"half a line")
    assert (await city.post(f"{FILES}/export")).body["rows"][0]["id"] == row["id"]
    await work(house)
    [row] = await rows(city)
    assert (row["state"], row["results"]) == ("done", {"told": 6, "held": 0})
    assert (await city.get(FILES)).body["waiting"] == 6  # until the province has said so

    # Carried there twice, and one message had gone over the wire meanwhile: nothing is doubled.
    answer = await carry(house, city, row)
    again = await carry(house, city, row)
    before = kept(house)
    assert [one["versions"] for one in before.values()] == [[1, 2]] * 3
    await push.push_due(deps=house.app.deps, now=house.clock.now)
    brought = await bring(house, city, answer)
    assert brought["results"] == {"confirmed": 3, "known": 3, "held": 0}
    assert await states(house) == {"sent"}
    assert (await bring(house, city, again))["results"]["known"] == 6
    assert (await city.upload(f"{FILES}/import", answer)).status == 201  # the same row
    assert len(await rows(city)) == 3
    assert kept(house) == before

    # What they hold, brought in and killed between two parts.
    await made_there(house, await house.end_service(CHEN), "2", evalDetail="214")
    file = handed_over(house)
    house.clock.pass_(seconds=1)
    assert (await city.upload(f"{FILES}/import", file)).status == 201
    await work(house, one_turn=True)
    await ExchangeFile.all().update(turn_at=house.clock.now)
    seen = await bring(house, city, file)
    assert seen["results"] == {"taken": 1, "known": 3, "refused": 0, "held": 0, "waiting": 0}
    assert await ExchangeReceived.all().count() == 4
    assert (seen["state"], seen["rows_done"], seen["rows_total"]) == ("done", 4, 4)
    assert await Rating.all().count() == 4

    # Broken, foreign, or nothing at all: a clear word, and nothing of it is taken.
    lines = file.splitlines(keepends=True)
    other = handed_over(house).splitlines(keepends=True)
    swapped = b"".join([lines[0], *other[1:]])
    for wrong, code in (
        (b"".join(lines[:-1]), "exchange_file_broken"),
        (file[:-200], "exchange_file_broken"),
        (swapped, "exchange_file_broken"),
        (b"PK not a file of the exchange", "exchange_file_broken"),
        (b"", "exchange_file_broken"),
        (lines[0].replace(b"chaozhou", b"shantou0") + b"".join(lines[1:]), "exchange_file_foreign"),
        ((await city.get(f"{FILES}/{row['id']}/file")).body, "exchange_file_foreign"),  # our own
    ):
        answer_ = await city.upload(f"{FILES}/import", wrong)
        assert (answer_.status, answer_.code) == (422, code)
    assert len(await rows(city)) == 4
    house.clock.pass_(days=9)
    city = await house.staff("city")
    await files.sweep(deps=house.app.deps, now=house.clock.now)
    assert (await city.get(f"{FILES}/{row['id']}/file")).code == "exchange_file_not_ready"
    assert {one["state"] for one in await rows(city)} == {"done", "expired"}
