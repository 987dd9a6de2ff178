"""The embedded default serves the front ends as nginx does."""

from collections.abc import Awaitable, Callable
from pathlib import Path

from server.static import HEADERS, POLICY
from tests.support.app import RunningApp
from tests.support.house import House
from tests.support.processes import ROOT


def test_both_servers_send_one_policy() -> None:
    nginx = (ROOT / "nginx.conf").read_text()
    assert f'default "{POLICY}"' in nginx
    assert f"Referrer-Policy {HEADERS['referrer-policy']} " in nginx


PAGES = (
    "/m/",
    "/m/pages/rate/rate",
    "/console/orders",
    "/device/",
    "/docs/",
    "/kiosk/",
    "/results/",
)


async def test_pages_come_with_their_policy(house: House) -> None:
    for page in PAGES:
        answer = await house.app.client.get(page)
        assert answer.status_code == 200
        assert answer.headers["content-security-policy"] == POLICY
        assert answer.headers["content-type"].startswith("text/html")


async def test_nothing_outside_the_folder_is_served(house: House) -> None:
    for path in ("/m/../server/settings.py", "/m/%2e%2e/%2e%2e/%2e%2e/pyproject.toml"):
        answer = await house.app.client.get(path)
        assert "dependencies" not in answer.text
        assert "dataclass" not in answer.text


async def test_wechats_verification_files_and_nothing_beside_them(
    start_app: Callable[..., Awaitable[RunningApp]], sqlite_url: str, tmp_path: Path
) -> None:
    folder = tmp_path / "verification"
    folder.mkdir()
    (folder / "8f2Kd0Xq.txt").write_text("0123456789abcdef")
    (folder / "secret.pem").write_text("no")
    app = await start_app(database_url=sqlite_url, verification_dir=folder)
    for place in ("/8f2Kd0Xq.txt", "/m/8f2Kd0Xq.txt"):
        answer = await app.client.get(place)
        assert (answer.status_code, answer.text) == (200, "0123456789abcdef")
        assert answer.headers["content-type"].startswith("text/plain")
    for other in ("/other.txt", "/secret.pem", "/..%2Fverification%2F8f2Kd0Xq.txt"):
        assert (await app.client.get(other)).status_code == 404, other
    assert (await app.client.get("/favicon.ico")).status_code == 204
