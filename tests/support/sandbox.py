"""The sandbox as the process it is, one for the whole run."""

import sys
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest

from tests.support.processes import ROOT, Process, free_port
from tests.support.town import CHEN, LIN, WU


class Sandbox:
    """Its switches, over HTTP like everything else."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.http = httpx.Client(base_url=url, timeout=10)
        self.seen = 0

    def reset(self) -> None:
        self.fault(wechat={}, wechat_token={}, identity={}, oidc={}, sms={}, wecom={})
        self.fault(province={}, complaints={}, hotline={}, sms_answers={})
        self.fault(portal={}, queue={}, terminals={}, partner={})
        self.settings(wecom_strangers=[], province_repeats=0, hotline_repeats=0, sms_repeats=0)
        self.settings(partner_repeats=0, partner_skew=0.0)
        for party in ("portal", "queue"):
            self.http.post("/_control/forget", json={"party": party}).raise_for_status()
        self.settings(oidc_spoil="", oidc_algorithm="ES256", oidc_acr="", oidc_says="")
        self.settings(oidc_token_at="", oidc_large=0, oidc_now=0)
        self.settings(review_words=["广告"])
        self.seen = len(self._all())
        persons = {"persons": [one.for_sandbox for one in (CHEN, LIN, WU)]}
        self.http.put("/_control/persons", json=persons).raise_for_status()

    def fault(self, **parties: dict[str, Any]) -> None:
        self.http.post("/_control", json=parties).raise_for_status()

    def settings(self, **chosen: Any) -> None:
        self.http.post("/_control", json={"settings": chosen}).raise_for_status()

    def ticket(self, person: str) -> str:
        """What the other mini-program hands out once its user agreed."""
        answer = self.http.post("/identity/jump", json={"person": person})
        answer.raise_for_status()
        return str(answer.json()["ticket"])

    def code(self, person: str, url: str) -> str:
        """What the identity provider sends a browser back with that was sent to `url`."""
        asked = dict(parse_qsl(urlsplit(url).query))
        answer = self.http.post("/identity/authorize", data={**asked, "person": person})
        return dict(parse_qsl(urlsplit(answer.headers["location"]).query))["code"]

    def staff_answer(self, subject: str, url: str) -> dict[str, str]:
        """What the identity provider of staff sends a browser back with that was sent to `url`."""
        asked = dict(parse_qsl(urlsplit(url).query))
        answer = self.http.post("/oidc/authorize", data={**asked, "person": subject})
        return dict(parse_qsl(urlsplit(answer.headers["location"]).query))

    def consent(self, person: str, template_id: str) -> None:
        """What WeChat's client does when its user agrees to a message."""
        body = {"openid": f"openid-{person}", "template_id": template_id}
        self.http.post("/_control/consent", json=body).raise_for_status()

    def sent(self) -> list[dict[str, Any]]:
        """What was sent since the test began, oldest first."""
        return self._all()[self.seen :]

    def _all(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.http.get("/_control/sent").json()["sent"]
        return found


@pytest.fixture(scope="session")
def sandbox_process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    port = free_port()
    process = Process(
        [sys.executable, "-m", "sandbox", "--port", str(port)],
        log=tmp_path_factory.mktemp("sandbox") / "log",
        cwd=ROOT,
    )
    url = f"http://127.0.0.1:{port}"

    def ready() -> bool:
        try:
            return httpx.get(f"{url}/", timeout=5).status_code == 200
        except httpx.TransportError:
            return False

    process.wait_until(ready)
    yield url
    process.stop()


@pytest.fixture
def sandbox(sandbox_process: str) -> Iterator[Sandbox]:
    """The sandbox with nothing sent and two persons."""
    made = Sandbox(sandbox_process)
    made.reset()
    yield made
    made.http.close()
