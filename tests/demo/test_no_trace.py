"""After a demo day nobody is found by name or number outside what is sealed: dump, logs, files."""

import asyncio
import base64
import json
import logging
import re
import secrets
import subprocess
from collections.abc import Awaitable, Callable, Iterator
from datetime import timedelta
from pathlib import Path
from random import Random
from tempfile import NamedTemporaryFile
from urllib.parse import quote

import pytest
from tortoise import connections

from actions.exports import export_work
from models import Rating, Staff
from server.demo.life import end_some_services
from server.demo.load import SEED, load
from server.demo.people import Person, companies, crowd, demo_persons
from server.jobs import JobLoop
from tests.demo.test_life import sign_in
from tests.support.app import RunningApp
from tests.support.house import Caller, Clock, rating
from tests.support.processes import program
from tests.support.sandbox import Sandbox
from tests.support.town import KEYS, NOW

pytestmark = pytest.mark.deep
TELLING = 7  # letters of base64; fewer turn up by chance among signatures and tokens
SOME = 40  # of the crowd; the demo persons all
EXPORTS: dict[str, dict[str, str]] = {
    "work-orders": {},
    "cases": {"first": "2026-11-01", "last": "2026-11-23"},
    "audit": {},
}
StartApp = Callable[..., Awaitable[RunningApp]]


def written(text: str) -> Iterator[bytes]:
    """A text in every way it might lie about: in plain, in codings, in base64 at each offset."""
    for coding in ("utf-8", "utf-16-le", "utf-16-be", "gb18030", "big5"):
        try:
            plain = text.encode(coding)
        except UnicodeEncodeError:
            continue
        yield plain
        yield plain.hex().encode()
        yield plain.hex().upper().encode()
        for offset in range(3):
            told = base64.b64encode(b"\0" * offset + plain).rstrip(b"=")
            inner = told[4 if offset else 0 : -1]
            if len(inner) >= TELLING:
                yield inner
    yield quote(text).encode()
    yield json.dumps(text)[1:-1].encode()
    yield "".join(f"&#{ord(one)};" for one in text).encode()


def found(what: bytes, needles: dict[bytes, str]) -> list[str]:
    """Of whom something is there. grep looks for thousands of texts at once."""
    with NamedTemporaryFile() as patterns:
        patterns.write(b"\n".join(one for one in needles if b"\n" not in one))
        patterns.flush()
        told = subprocess.run(
            ["grep", "-aoFf", patterns.name],
            input=what,
            capture_output=True,
            check=False,
            env={"LC_ALL": "C", "PATH": "/usr/bin:/bin"},
        )
    assert told.returncode in (0, 1), told.stderr
    return sorted({needles[one] for one in told.stdout.splitlines() if one in needles})


def test_these_needles_are_found() -> None:
    person = demo_persons()[0]
    for told in (person.name, person.document_number, person.phone):
        needles = dict.fromkeys(written(told), "it")
        for plain in (told, json.dumps(told), quote(told)):
            assert found(f"a {plain} b".encode(), needles) == ["it"], told
        for offset in range(3):
            hidden = base64.b64encode(b"x" * offset + told.encode() + b"yz")
            assert found(b"--" + hidden, needles) == ["it"], (told, offset)
        assert found(told.encode().hex().encode(), needles) == ["it"]
        assert found(b"nothing of the kind", needles) == []


async def test_nobody_is_found_outside_what_is_sealed(
    start_app: StartApp,
    city_url: str,
    sandbox: Sandbox,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO)
    clock = Clock(NOW)
    app = await start_app(database_url=city_url, sandbox_url=sandbox.url, clock=clock)
    persons = [one.for_sandbox for one in demo_persons()]
    sandbox.http.put("/_control/persons", json={"persons": persons}).raise_for_status()
    before = await Rating.all().count()
    exported = await a_day(app, sandbox, clock)
    assert await Rating.all().count() > before
    staff = " ".join([one.name for one in await Staff.all()])
    people = [*demo_persons(), *companies(SEED), *crowd(SEED)[:SOME]]
    needles = {
        needle: f"{person.key}: {what}"
        for person in people
        for what, told in (
            ("name", person.name if person.name not in staff else ""),
            ("number", person.document_number),
            ("phone", person.phone),
        )
        if told
        for needle in written(told)
    }
    said = "\n".join(f"{one.name} {one.getMessage()} {one.exc_text}" for one in caplog.records)
    assert len(exported) == len(EXPORTS)
    for name, content in {"log": said.encode(), **exported}.items():
        assert found(content, needles) == [], name
    for path in (tmp_path / "data").rglob("*"):
        if path.is_file() and path.name != "keys":
            assert found(path.read_bytes(), needles) == [], path.name
    dump = await dumped(city_url, tmp_path)
    assert b"service_record" in dump
    assert found(dump, needles) == []
    # And what is there is sealed: no number of the rest of the crowd, by its digits.
    digits = set(re.findall(rb"\d{11,18}", dump.replace(b"\0", b"")))
    everybody = {one.document_number.encode() for one in crowd(SEED)}
    assert not digits & (everybody | {one.phone.encode() for one in crowd(SEED)})


async def a_day(app: RunningApp, sandbox: Sandbox, clock: Clock) -> dict[str, bytes]:
    """Everybody signs in, rates, looks at the own data; offices work; lists are exported."""
    for seed in range(3):
        await end_some_services(now=clock.now, rng=Random(seed), deps=app.deps)
    for person in demo_persons():
        await one_citizen(await sign_in(app, sandbox, person), person)
    clock.now += timedelta(hours=1)
    jobs = JobLoop(app.deps, clock=clock)
    for _, job in jobs.jobs:
        for _ in range(20):
            if not await job(clock.now):
                break
    city = await load(keys=KEYS, now=NOW)
    exported = {}
    for kind in EXPORTS:
        login = "audit" if kind == "audit" else "city"
        told = {"login": login, "password": city.password}
        signed = await Caller(app.client).post("/api/staff/sign-in", **told)
        caller = Caller(app.client, signed.body["token"])
        await caller.get("/api/work-orders")
        asked = await caller.post(f"/api/exports/{kind}", **EXPORTS[kind])
        assert asked.status < 300, asked
        while await export_work.work(deps=app.deps, now=clock.now):
            pass
        file = await caller.get(f"/api/exports/{asked.body['id']}/file")
        assert file.status == 200, file
        exported[kind] = bytes(file.body)
    return exported


async def one_citizen(phone: Caller, person: Person) -> None:
    waiting = (await phone.get("/api/my/services")).body["services"]
    for service in waiting[:2]:
        grade = secrets.choice(("very_satisfied", "dissatisfied"))
        await phone.post("/api/ratings", **rating(service["id"], grade, text="等候时间较长"))
    for path in ("/api/my/ratings", "/api/my/data", "/api/my/data/copy", "/api/my/inbox"):
        assert (await phone.get(path)).status == 200, path
    # Bad requests quote what they were sent, if anything does.
    for bad in (person.name, person.document_number, person.phone):
        await phone.post("/api/ratings", key=bad, service_id=bad, grade=bad)
        await phone.get(f"/api/my/cases/{quote(bad)}", search=bad)
        await Caller(phone.client).post("/api/staff/sign-in", login=bad, password=bad)


async def dumped(url: str, folder: Path) -> bytes:
    """Every byte of the database, as somebody who stole it would have it."""
    if url.startswith("sqlite:"):
        await connections.get("default").execute_query("PRAGMA wal_checkpoint(TRUNCATE)")
        path = Path(url.removeprefix("sqlite://"))
        return b"".join(one.read_bytes() for one in sorted(path.parent.glob(f"{path.name}*")))
    dump = program("pg_dump", "/usr/lib/postgresql/*/bin/pg_dump")
    words = [dump, "--inserts", "--no-owner", url]
    told = await asyncio.to_thread(
        subprocess.run, words, check=True, capture_output=True, cwd=folder
    )
    return told.stdout
