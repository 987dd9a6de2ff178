"""The embedded default serves the front ends as nginx does."""

from server.static import HEADERS, POLICY
from tests.support.house import House
from tests.support.processes import ROOT


def test_both_servers_send_one_policy() -> None:
    nginx = (ROOT / "nginx.conf").read_text()
    assert f'default "{POLICY}"' in nginx
    assert f"Referrer-Policy {HEADERS['referrer-policy']} " in nginx


PAGES = ("/m/", "/m/pages/rate/rate", "/console/orders", "/results/")


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
