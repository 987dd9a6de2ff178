"""The job unit is killed while it reads and takes in a file of services: none lost, none twice."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import httpx
import pytest

from models import Invitation, ServiceImport, ServiceImportRow, ServiceRecord
from server.clock import utc_now
from server.database import close_database, open_database
from tests.support.app import Unit
from tests.support.town import CHEN, LIN, Town, build_town

pytestmark = pytest.mark.deep
ROWS = 6_000
ROUNDS = 3
HEAD = "办件编号,事项编码,大厅编码,窗口号,工作人员账号,办结时间,申请人证件号码,申请人姓名或名称"


@pytest.mark.req("10-1", "6-7")
async def test_the_job_unit_is_killed_while_it_imports_services(
    database_url: str, start_unit: Callable[..., Unit]
) -> None:
    await open_database(database_url)
    town = await build_town(utc_now())
    web = start_unit(database_url=database_url)
    async with httpx.AsyncClient(base_url=web.url, timeout=60) as client:
        signed_in = await client.post("/api/staff/sign-in", json=town.login("handler"))
        client.headers["authorization"] = f"Bearer {signed_in.json()['token']}"
        sent = await client.post("/api/service-imports", content=_file(town))
        assert sent.status_code == 201, sent.text
        place = UUID(sent.json()["id"])
        jobs = start_unit("jobs", database_url=database_url)
        await _killed_on_the_way(place, jobs, "rows_done")
        await _until(place, "ready")
        confirmed = await client.post(f"/api/service-imports/{place}/confirm")
        assert confirmed.status_code == 200, confirmed.text
        await _killed_on_the_way(place, jobs, "taken")
    done = await _until(place, "applied")
    assert (done.rows_total, done.taken, done.good, done.known, done.bad) == (ROWS, ROWS, 0, 0, 0)
    assert await ServiceImportRow.filter(file_id=place).count() == ROWS
    told = await ServiceRecord.all().values_list("project_number", flat=True)
    assert sorted(map(str, told)) == [f"445102-2026-{number:06d}" for number in range(ROWS)]
    asked = await Invitation.all().values_list("service_record_id", flat=True)
    assert len(asked) == len(set(asked))
    await close_database()


def _file(town: Town) -> bytes:
    ended = f"{utc_now() + timedelta(hours=7):%Y-%m-%d %H:%M}"  # in Chaozhou, an hour ago
    lines = [HEAD]
    for number in range(ROWS):
        person = CHEN if number % 2 else LIN
        cells = (f"445102-2026-{number:06d}", town.item.code, "xq-hall", "A03", "officer", ended)
        lines.append(",".join((*cells, person.document_number, person.name)))
    return "\n".join(lines).encode("gb18030")


async def _killed_on_the_way(place: UUID, jobs: Unit, counted: str) -> None:
    """Killed again and again, each time further on; its claim is over when it is back."""
    seen = 0
    for _ in range(ROUNDS):
        while (now := getattr(await ServiceImport.get(id=place), counted)) <= seen:  # noqa: ASYNC110
            await asyncio.sleep(0.02)
        jobs.process.kill()
        seen = now
        assert seen < ROWS
        await ServiceImport.filter(id=place).update(turn_at=utc_now())
        jobs.start()


async def _until(place: UUID, state: str) -> ServiceImport:
    while (file := await ServiceImport.get(id=place)).state != state:
        assert file.state in ("waiting", "checking", "applying", "ready"), file.error
        assert file.failures == 0
        await asyncio.sleep(0.1)
    return file
