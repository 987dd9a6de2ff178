"""nginx.conf, unchanged, in a real nginx."""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Callable, Sequence

import httpx
import pytest
import pytest_asyncio

from tests.deploy.echo import Echo, echo
from tests.support.nginx import Nginx

StartNginx = Callable[..., Nginx]
TOKEN = "q7Xk2pV9aLmN4rT8sWzB"


@pytest_asyncio.fixture
async def unit() -> AsyncIterator[Echo]:
    async with echo() as running:
        yield running


@pytest_asyncio.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient() as made:
        yield made


@pytest.fixture
def nginx(start_nginx: StartNginx, unit: Echo) -> Nginx:
    server = start_nginx([unit.port])
    for room in ("m", "console", "device", "kiosk", "results"):
        (server.pages / room / "assets").mkdir(parents=True)
        (server.pages / room / "index.html").write_text(f"<title>{room}</title>")
        (server.pages / room / "assets" / "index-4fa2.js").write_text("export {}")
    (server.verification / "MP_verify_x1.txt").write_text("x1")
    return server


async def at_once(
    client: httpx.AsyncClient, url: str, headers: Sequence[dict[str, str]]
) -> list[httpx.Response]:
    """One request for each set of headers, as fast as 20 connections carry them."""
    waiting = list(headers)
    answers: list[httpx.Response] = []

    async def connection() -> None:
        while waiting:
            answers.append(await client.get(url, headers=waiting.pop()))

    await asyncio.gather(*(connection() for _ in range(20)))
    return answers


@pytest.mark.parametrize("room", ["m", "console", "device", "kiosk", "results"])
async def test_every_address_of_a_page_is_answered_by_the_page(
    nginx: Nginx, client: httpx.AsyncClient, room: str
) -> None:
    for path in (f"/{room}/", f"/{room}/?w={TOKEN}", f"/{room}/pages/case/index"):
        answer = await client.get(nginx.url + path)
        assert (answer.status_code, answer.text) == (200, f"<title>{room}</title>")
        assert answer.headers["cache-control"] == "no-cache"
    assert (await client.get(f"{nginx.url}/{room}")).headers["location"].endswith(f"/{room}/")


async def test_scripts_are_kept_for_ever_and_missing_ones_are_missing(
    nginx: Nginx, client: httpx.AsyncClient
) -> None:
    there = await client.get(f"{nginx.url}/m/assets/index-4fa2.js")
    assert "immutable" in there.headers["cache-control"]
    assert there.headers["content-type"].startswith("application/javascript")
    assert (await client.get(f"{nginx.url}/m/assets/gone.js")).status_code == 404


@pytest.mark.parametrize("folder", ["/", "/m/"])
async def test_wechat_finds_its_verification_files(
    nginx: Nginx, client: httpx.AsyncClient, folder: str
) -> None:
    assert (await client.get(f"{nginx.url}{folder}MP_verify_x1.txt")).text == "x1"
    assert (await client.get(f"{nginx.url}{folder}MP_verify_x2.txt")).status_code == 404


async def test_headers_are_strict_and_said_once(
    nginx: Nginx, client: httpx.AsyncClient, unit: Echo
) -> None:
    unit.extra = "X-Frame-Options: SAMEORIGIN\r\nContent-Security-Policy: script-src *\r\n"
    for path in ("/m/", "/console/", "/results/", "/api/results"):
        headers = (await client.get(nginx.url + path)).headers
        policy = headers["content-security-policy"]
        assert "script-src *" not in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe-eval" not in policy
        assert not re.search(r"(script|style|default)-src [^;]*unsafe-inline", policy)
        assert headers.get_list("x-frame-options") == ["DENY"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert "nginx/" not in headers["server"]


async def test_a_unit_learns_the_address_and_the_request_id(
    nginx: Nginx, client: httpx.AsyncClient, unit: Echo
) -> None:
    claimed = {"X-Forwarded-For": "203.0.113.9", "X-Request-Id": "mine", "Host": "rate.example"}
    answer = await client.get(f"{nginx.url}/api/results?month=2024-05", headers=claimed)
    (request,) = unit.seen
    assert request["line"].split()[1] == "/api/results?month=2024-05"
    assert request["host"] == "rate.example"
    assert request["x-forwarded-for"] == request["x-real-ip"] == "127.0.0.1"
    assert request["x-request-id"] == answer.headers["x-request-id"] != "mine"
    assert request["x-request-id"] in nginx.access_log(1)


async def test_websockets_pass(nginx: Nginx, client: httpx.AsyncClient, unit: Echo) -> None:
    upgrade = {"Upgrade": "websocket", "Connection": "Upgrade"}
    await client.get(f"{nginx.url}/api/live", headers=upgrade)
    await client.get(f"{nginx.url}/api/results")
    assert (unit.seen[0]["upgrade"], unit.seen[0]["connection"]) == ("websocket", "upgrade")
    assert "upgrade" not in unit.seen[1]


async def test_the_log_holds_no_code_and_no_query(nginx: Nginx, client: httpx.AsyncClient) -> None:
    case = "0b1c7a52-8f3e-4f0e-9c1d-2a55d0f7e6aa"
    for path in (
        f"/m/?w={TOKEN}",
        f"/v/{TOKEN[:20]}",
        f"/api/windows/{TOKEN}",
        f"/api/windows/{TOKEN}/services",
        f"/api/work-orders/{case}/feed-back?name=chen",
        f"/api/my/cases/{case}/pictures/{case}",
    ):
        await client.get(nginx.url + path, headers={"Referer": f"http://x/?t={TOKEN}"})
    log = nginx.access_log(6)
    lines = [json.loads(line) for line in log.splitlines()]
    assert [line["path"] for line in lines] == [
        "/m",
        "/v/-",
        "/api/windows/-",
        "/api/windows/-/services",
        "/api/work-orders/-/feed-back",
        "/api/my/cases/-",
    ]
    for secret in (TOKEN, case, "chen", "?"):
        assert secret not in log


@pytest.mark.parametrize(
    ("path", "limit"), [("/api/ratings", 1 << 20), ("/api/my/pictures", 5 << 20)]
)
async def test_too_large_a_body_is_refused_in_words(
    nginx: Nginx, client: httpx.AsyncClient, unit: Echo, path: str, limit: int
) -> None:
    assert (await client.post(nginx.url + path, content=b"x" * limit)).status_code == 200
    refused = await client.post(nginx.url + path, content=b"x" * (limit + 1))
    assert refused.status_code == 413
    assert refused.json()["code"] == "too_large"
    assert len(unit.seen) == 1


async def test_no_unit_is_an_answer_in_words(
    nginx: Nginx, client: httpx.AsyncClient, start_nginx: StartNginx
) -> None:
    answer = await client.get(f"{start_nginx([1]).url}/api/results")
    assert (answer.status_code, answer.json()["code"]) == (503, "busy")
    assert answer.headers["retry-after"] == "5"


async def test_a_units_own_refusal_passes_untouched(
    nginx: Nginx, client: httpx.AsyncClient, unit: Echo
) -> None:
    unit.status, unit.answer = "503 Busy", b'{"code":"own"}'
    answer = await client.get(f"{nginx.url}/api/results")
    assert (answer.status_code, answer.json()["code"]) == (503, "own")


async def test_a_unit_says_itself_when_to_come_again(
    nginx: Nginx, client: httpx.AsyncClient, unit: Echo
) -> None:
    unit.status, unit.extra = "429 Too Many Requests", "Retry-After: 41\r\n"
    assert (await client.post(f"{nginx.url}/api/intake/services")).headers["retry-after"] == "41"


async def test_a_full_hall_behind_one_address_is_not_locked_out(
    nginx: Nginx, client: httpx.AsyncClient
) -> None:
    """600 citizens with sessions rate from one address at once (a limit by address refuses)."""

    headers = [{"Authorization": f"Bearer citizen-{number}"} for number in range(600)]
    answers = await at_once(client, f"{nginx.url}/api/ratings", headers)
    assert {answer.status_code for answer in answers} == {200}


@pytest.mark.parametrize(
    "session",
    [{"Authorization": "Bearer one"}, {"Cookie": "other=1; __Host-haochaping=one; more=2"}],
    ids=["token", "cookie"],
)
async def test_one_session_that_floods_is_slowed_in_words(
    nginx: Nginx, client: httpx.AsyncClient, session: dict[str, str]
) -> None:
    url = f"{nginx.url}/api/my/inbox"
    answers = await at_once(client, url, [session] * 600)
    refused = [answer for answer in answers if answer.status_code != 200]
    assert refused
    assert {(answer.status_code, answer.json()["code"]) for answer in refused} == {
        (429, "too_many_requests")
    }
    other = await client.get(url, headers={"Authorization": "Bearer two"})
    assert other.status_code == 200


async def test_only_office_networks_reach_the_staffs_side(
    client: httpx.AsyncClient, unit: Echo, start_nginx: StartNginx
) -> None:
    nginx = start_nginx([unit.port], staff_networks="allow 192.0.2.0/24;\ndeny all;\n")
    for path in ("/console/", "/api/staff/me", "/api/work-orders"):
        assert (await client.get(nginx.url + path)).status_code == 403
    assert (await client.get(f"{nginx.url}/api/results")).status_code == 200
