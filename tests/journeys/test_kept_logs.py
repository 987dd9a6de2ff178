"""Logs are kept for a year, read by the auditor alone, and tell what was done to them (9-2)."""

import asyncio
import gzip
import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from actions.trail import kept_logs
from actions.trail.kept_logs import Wrong
from models import AuditEntry, KeptLog
from tests.support.house import Clock, House
from tests.support.sandbox import Sandbox
from tests.support.town import build_town

LINE = '{{"at":"2026-11-2{0}T10:00:00+08:00","path":"/api/staff/-","status":{1}}}\n'
LOGS = "/api/staff/logs"


def rotated(folder: Path, clock: Clock, name: str, lines: list[str]) -> Path:
    path = folder / name
    path.write_text("".join(lines))
    earlier = (clock.now - timedelta(hours=1)).timestamp()
    os.utime(path, (earlier, earlier))
    return path


@pytest.mark.req("4-6", "9-2")
async def test_logs_are_kept_read_and_tell_what_was_done_to_them(
    start_app: Callable[..., Any], database_url: str, sandbox: Sandbox, tmp_path: Path
) -> None:
    clock, folder = Clock(), tmp_path / "rotated"
    folder.mkdir()
    app = await start_app(
        database_url=database_url,
        sandbox_url=sandbox.url,
        clock=clock,
        log_sources={"access": f"{folder}/access.log-*", "database": f"{folder}/db-*.log"},
    )
    house, deps = House(app, await build_town(clock.now), sandbox, clock), app.deps
    first = rotated(folder, clock, "access.log-1", [LINE.format(1, 200), LINE.format(1, 403)])
    rotated(folder, clock, "access.log-2", [LINE.format(2, 200)] * 150)
    rotated(folder, clock, "db-1.log", ["connection authorized: user=haochaping\n"])
    (folder / "access.log").write_text("is still written to\n")
    (folder / "access.log-3").write_text("was written to just now\n")
    os.utime(folder / "access.log-3", (clock.now.timestamp(),) * 2)
    (folder / "access.log-9").symlink_to(folder / "access.log")  # leads elsewhere
    both = [kept_logs.keep_new(deps=deps, now=clock.now) for _ in range(2)]
    await asyncio.gather(*both)
    assert await KeptLog.all().count() == 3
    assert await kept_logs.keep_new(deps=deps, now=clock.now) == 0
    assert await kept_logs.check(deps=deps) == []
    first.unlink()  # as logrotate does some day

    # The auditor finds, reads and takes along; nobody else does.
    auditor = await house.staff("auditor")
    for other in ("city", "system", "security"):
        assert (await (await house.staff(other)).get(LOGS)).status == 403
    page = (await auditor.get(LOGS, kind="access")).body
    assert (page["total"], page["kinds"], page["whole"]) == (2, ["access", "database"], True)
    assert (await auditor.get(LOGS, first="2030-01-01")).body["rows"] == []
    numbers = {one["name"]: one["number"] for one in page["rows"]}
    one = f"{LOGS}/{numbers['access.log-1']}"
    found = (await auditor.get(one, text="403")).body
    assert (found["lines"], found["more"]) == ([LINE.format(1, 403).rstrip()], False)
    assert (found["file"]["lines"], found["wrong"]) == (2, None)
    long = f"{LOGS}/{numbers['access.log-2']}"
    pages = [(await auditor.get(long, page=str(turn))).body for turn in (1, 2)]
    assert [(len(one["lines"]), one["more"]) for one in pages] == [(100, True), (50, False)]
    taken = await auditor.get(f"{one}/file")
    assert gzip.decompress(taken.body).count(b"\n") == 2
    assert await AuditEntry.filter(action="download_log").count() == 1
    for nowhere in ("99", "x", "9" * 400, "..%2Fkeys"):
        assert (await auditor.get(f"{LOGS}/{nowhere}")).status == 404

    # A line, a file, a link, the end of the chain: each is found.
    kept = app.settings.data_dir / "logs"
    path = kept / "access" / "access.log-1.gz"
    whole = path.read_bytes()
    path.write_bytes(gzip.compress(gzip.decompress(whole).replace(b"403", b"200")))
    assert [one.what for one in await kept_logs.check(deps=deps)] == [Wrong.CHANGED]
    assert (await auditor.get(one)).body["wrong"] == "changed"
    path.write_bytes(whole[:40])
    assert [one.what for one in await kept_logs.check(deps=deps)] == [Wrong.MISSING]
    path.unlink()
    assert (await auditor.get(one)).body["wrong"] == "missing"
    path.write_bytes(whole)
    (kept / "access" / "slipped-in.gz").write_bytes(whole)
    assert [one.what for one in await kept_logs.check(deps=deps)] == [Wrong.UNKNOWN]
    (kept / "access" / "slipped-in.gz").unlink()
    honest = await KeptLog.get(number=2)
    await KeptLog.filter(number=2).update(sha256=honest.sha256[::-1])
    wrong = {one.what for one in await kept_logs.check(deps=deps)}
    assert wrong == {Wrong.CHAIN, Wrong.CHANGED}
    assert not (await auditor.get(LOGS)).body["whole"]
    await KeptLog.filter(number=2).update(sha256=honest.sha256)
    assert await kept_logs.check(deps=deps) == []
    last = await KeptLog.get(number=3)
    await last.delete()
    wrong = {one.what for one in await kept_logs.check(deps=deps)}
    assert wrong == {Wrong.CUT_OFF, Wrong.UNKNOWN}
    await last.save(force_create=True)

    # After a year the files go, and their links stay.
    assert await kept_logs.let_go(deps=deps, now=clock.now + timedelta(days=360)) == 0
    assert await kept_logs.let_go(deps=deps, now=clock.now + timedelta(days=367)) == 3
    assert await kept_logs.check(deps=deps) == []
    gone = (await auditor.get(one)).body
    assert (gone["lines"], gone["wrong"]) == ([], None)
    assert (await auditor.get(f"{one}/file")).status == 404
