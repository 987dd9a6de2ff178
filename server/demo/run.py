"""`haochaping demo`: the city, the stand-ins beside it, and the addresses to open."""

import asyncio
import json
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count
from random import Random
from typing import Any
from urllib.parse import urlsplit

from sanic import Sanic

from rules.actors import Role
from rules.kiosks import voucher_link
from rules.staff_sign_in import StaffPolicy
from server.app import create_app
from server.clock import utc_now
from server.database import close_database, migrate, open_database
from server.demo import (
    appeals,
    clues,
    complaints,
    papers,
    provider,
    step_pictures,
    texts,
    told,
    trail,
)
from server.demo.accounts import LABELS
from server.demo.bulletins import issue
from server.demo.calls import HOTLINE, Exchange, ring
from server.demo.everywhere import Street, next_channel
from server.demo.life import end_some_services
from server.demo.load import SEED, DemoCity, load
from server.demo.rosters import extend_rosters
from server.demo.slips import Printed, printed
from server.gateways import for_sandbox
from server.settings import Settings
from server.voice import Voice
from server.wiring import keyring

DEMO_POLICY = StaffPolicy(
    frozenset({Role.SYSTEM_ADMIN}), frozenset(), idle=timedelta(hours=10), sessions=200
)
SERVICES_EVERY = 60.0  # seconds
CHANNELS_EVERY = 10.0  # one of them, in turn
CALLS_EVERY = 60.0
COMPLAINTS_EVERY = 120.0
PAPERS_EVERY = 120.0
TEXTS_EVERY = 60.0
BULLETINS_EVERY = 5.0  # until the past has been counted
STORIES_EVERY = 3600.0  # there is nothing to do but once
ROSTERS_EVERY = 12 * 3600.0
TRAIL_EVERY = 15.0
SHOWN = (  # the others are named alike
    "city",
    "city-second",
    "xiangqiao",
    "chaoan",
    "raoping",
    "fengquanhu",
    "handler-police",
    "handler-hrss",
    "handler-xq-market",
    "hall",
    "officer",
    "city-performance",
    "security",
    "system",
    "audit",
)


def run_demo(settings: Settings, *, still: bool = False) -> None:
    """Serve the demo until told to stop; `still` ends no services by itself."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # never leave the sandbox behind
    sandbox, port = _start_sandbox(settings)
    try:
        shown = _reachable(settings, port)
        settings = replace(
            settings,
            sandbox_url=shown,  # browsers are sent there too
            staff_policy=DEMO_POLICY,  # published accounts are many people's at once
            voice_host="127.0.0.1",
            voice_port=_free_port("127.0.0.1"),
            voice_partner=HOTLINE,
        )
        city, slips = asyncio.run(_prepare(settings))
        _introduce(settings.host, port, city)
        app = create_app(settings=settings)
        _answer_switches(app, settings)
        _keep_alive(app, settings, port, still)
        print(welcome(city, slips, settings, shown), flush=True)
        app.run(
            host=settings.host,
            port=settings.port,
            single_process=True,
            access_log=False,
            motd=False,
        )
    finally:
        sandbox.terminate()
        sandbox.wait(10)


def _free_port(host: str) -> int:
    with socket.socket() as probe:
        probe.bind((host, 0))
        port: int = probe.getsockname()[1]
        return port


def _start_sandbox(settings: Settings) -> tuple[subprocess.Popen[bytes], int]:
    port = _free_port(settings.host)
    command = [sys.executable, "-m", "sandbox", "--host", settings.host, "--port", str(port)]
    return subprocess.Popen([*command, "--data", str(settings.data_dir / "sandbox")]), port


def _reachable(settings: Settings, port: int) -> str:
    """The sandbox as browsers reach it: phones know the host of PUBLIC_URL."""
    host = settings.host
    if host != "127.0.0.1":
        host = urlsplit(settings.public_url).hostname or host
    return f"http://{host}:{port}"


async def _prepare(settings: Settings) -> tuple[DemoCity, tuple[Printed, ...]]:
    await migrate(settings.database)
    await open_database(settings.database)
    try:
        keys, now = keyring(settings), utc_now()
        city = await load(keys=keys, now=now)
        await provider.bind_one(for_sandbox(settings).staff_provider_issuer, keys=keys, now=now)
        return city, await printed(keys=keys, now=now)
    finally:
        await close_database()


def _here(host: str) -> str:
    return "127.0.0.1" if host == "0.0.0.0" else host


def _introduce(host: str, port: int, city: DemoCity) -> None:
    """Tell the stand-ins who lives here, as soon as they listen."""
    body = json.dumps({"persons": [one.for_sandbox for one in city.persons]}).encode()
    here = _here(host)
    for _ in range(100):
        try:
            request = urllib.request.Request(
                f"http://{here}:{port}/_control/persons",
                body,
                {"content-type": "application/json"},
                method="PUT",
            )
            with urllib.request.urlopen(request, timeout=2):
                return
        except OSError:
            asyncio.run(asyncio.sleep(0.1))
    raise RuntimeError("the sandbox did not start")


def _answer_switches(app: Sanic[Any, Any], settings: Settings) -> None:
    """What `haochaping voice` does as a unit of its own, in this process."""

    async def start(app: Sanic[Any, Any]) -> None:
        app.ctx.voice = Voice(settings, app.ctx.house.deps)
        await app.ctx.voice.start()

    async def stop(app: Sanic[Any, Any]) -> None:
        await app.ctx.voice.stop()

    app.after_server_start(start)
    app.before_server_stop(stop)


def _keep_alive(app: Sanic[Any, Any], settings: Settings, sandbox: int, still: bool) -> None:
    """More jobs for the loop: services and calls end, officers appeal, bulletins come out."""
    rng = Random()
    here = _here(settings.host)
    exchange = Exchange(
        sandbox=f"http://{here}:{sandbox}",
        product=f"http://{here}:{settings.port}",
        voice_host=settings.voice_host,
        voice_port=settings.voice_port,
    )

    async def call(now: datetime) -> None:
        await ring(at=exchange, seed=SEED, rng=rng, deps=app.ctx.house.deps, now=now)

    async def complain(now: datetime) -> None:
        await complaints.come_in(at=exchange, deps=app.ctx.house.deps, now=now)

    async def complain_more(now: datetime) -> None:
        await complaints.keep_coming(at=exchange, rng=rng, deps=app.ctx.house.deps, now=now)

    async def connect_texts(now: datetime) -> None:
        await texts.connect(at=exchange, deps=app.ctx.house.deps)

    async def listen(now: datetime) -> None:
        await told.listen(at=exchange, deps=app.ctx.house.deps, now=now)

    async def text_back(now: datetime) -> None:
        await texts.answer_one(at=exchange, rng=rng, deps=app.ctx.house.deps, now=now)

    turns = count()

    async def rate(now: datetime) -> None:
        deps = app.ctx.house.deps
        await next_channel(next(turns), Street(exchange, rng, deps, now))

    async def live(now: datetime) -> None:
        await end_some_services(now=now, rng=rng, deps=app.ctx.house.deps)

    async def write(now: datetime) -> None:
        await papers.one_sheet(rng=rng, deps=app.ctx.house.deps, now=now)

    async def first_papers(now: datetime) -> None:
        await papers.first_sheets(deps=app.ctx.house.deps, now=now)

    async def roster(now: datetime) -> None:
        await extend_rosters(now)

    async def publish(now: datetime) -> None:
        await issue(deps=app.ctx.house.deps, now=now)

    async def appeal(now: datetime) -> None:
        await appeals.lodge_all(deps=app.ctx.house.deps, now=now)

    async def hang(now: datetime) -> None:
        await step_pictures.hang_all(deps=app.ctx.house.deps, now=now)

    async def clue(now: datetime) -> None:
        await clues.hand_on(deps=app.ctx.house.deps, now=now)

    async def settle(now: datetime) -> None:
        await trail.settle(deps=app.ctx.house.deps, now=now)

    living = [
        (SERVICES_EVERY, live),
        (CHANNELS_EVERY, rate),
        (CALLS_EVERY, call),
        (COMPLAINTS_EVERY, complain_more),
        (PAPERS_EVERY, write),
        (TEXTS_EVERY, text_back),
    ]
    app.ctx.house.more_jobs += [
        (STORIES_EVERY, appeal),
        (STORIES_EVERY, hang),
        (STORIES_EVERY, clue),
        (STORIES_EVERY, complain),
        (STORIES_EVERY, first_papers),
        (STORIES_EVERY, connect_texts),
        (STORIES_EVERY, listen),
        *([] if still else living),
        (ROSTERS_EVERY, roster),
        (BULLETINS_EVERY, publish),
        (TRAIL_EVERY, settle),
    ]


def welcome(city: DemoCity, slips: Sequence[Printed], settings: Settings, sandbox: str) -> str:
    """What a newcomer reads."""
    base = settings.public_url
    known = {one.login: one for one in city.accounts}
    accounts = "\n".join(
        f"    {login:<20}{LABELS[known[login].role]}  {known[login].where}" for login in SHOWN
    )
    codes = "、".join(one.code for one in slips)
    vouchers = "".join(
        f"\n  {one.name}的凭条   {voucher_link(base, one.token)}" for one in slips[-1:]
    )
    persons = "\n".join(f"    {one.name}：{one.note}" for one in city.persons)
    return f"""
  好差评 演示城市已就绪

  评价页         {city.window.link(base)}
    {city.window.hall} {city.window.number} {city.window.name}，短号 {city.window.short_number}
  管理端         {base}/console/
  窗口工作人员   {base}/m/staff/duty/duty
  窗口评价器     {base}/device/（配对码在管理端大厅的“评价器”里生成）
  自助服务终端   {base}/kiosk/（配对码在管理端同一页生成；凭条码 {codes}）{vouchers}
  12345 语音     agi://{settings.voice_host}:{settings.voice_port}/rate，来电由替身拨打
  公开结果       {base}/results/
  各渠道一览     {base}/console/province/channels（账号 city），每 10 秒有人从一个渠道评价
  门户、取号机   {sandbox}/portal/  {sandbox}/queue/（替身）
  已发送的消息   {sandbox}/

  登录评价页时可以是
{persons}

  账号（口令都是 {city.password}）
{accounts}

  “追责”看 city；“线索”看 city-second（指定阅看人），city 只知道有多少件待阅
"""
