"""The whole as `make run` starts it, with the demo city and the stand-ins, on a free port."""

import io
import os
import re
import secrets
import sys
import time
from collections.abc import Mapping
from functools import cached_property
from itertools import count
from pathlib import Path
from typing import Any

import httpx
from PIL import Image

from server.demo.people import demo_persons
from tests.browser.builds import H5, WEB, require
from tests.support.processes import ROOT, Process, free_port
from tests.support.town import Person, identity_number

WINDOW = re.compile(r"http://\S+/m/\?w=(?P<token>[A-Za-z0-9]{20})\n.*?(?P<number>\d{8})\n")
SANDBOX = re.compile(r"\s(http://[^/\s]+)/\n\n")
SLIPS = re.compile(r"凭条码 ([\d、]+)）")
VOUCHER = re.compile(r"(?P<name>\S+)的凭条\s+(?P<link>http://\S+/m/\?v=[A-Za-z0-9]{20})\n")
PASSWORD = re.compile(r"口令都是 (\S+)）")
NUMBERS = count(1)
MESSAGE_SECONDS = 15
BULLETIN_SECONDS = 120  # the past of the demo city is counted first
APPEAL_SECONDS = 60  # and its appeals are told meanwhile


class Whole:
    """The running product; what a test needs done before the page is looked at goes by HTTP."""

    def __init__(self, folder: Path, environment: Mapping[str, str]) -> None:
        require(H5, WEB)
        port = free_port()
        self.url = f"http://127.0.0.1:{port}"
        sources = f"access={_rotated(folder)}/access.log-*"
        self.process = Process(
            [sys.executable, "-c", "from server.cli import main; main()", "demo", "--still"],
            log=folder / "demo.log",
            environment={
                "HCP_DATA_DIR": str(folder),
                "HCP_PORT": str(port),
                "HCP_LOG_SOURCES": sources,
                **environment,
            },
            cwd=ROOT,
        )
        self.process.wait_until(self._ready, within=300)  # on a busy machine
        self.http = httpx.Client(base_url=self.url, timeout=30)
        self.desk_cookies: dict[str, Any] = {}  # of who has signed in at the desk
        self._tokens: dict[str, str] = {}

    def _ready(self) -> bool:
        try:
            return httpx.get(f"{self.url}/readyz", timeout=5).status_code == 200
        except httpx.TransportError:
            return False

    def stop(self) -> None:
        self.http.close()
        self.process.stop()

    @cached_property
    def welcome(self) -> str:
        """What `make run` prints."""
        return self.process.log.read_text()

    @cached_property
    def token(self) -> str:
        """The code of the window that never closes."""
        return self._printed(WINDOW, "token")

    @cached_property
    def short_number(self) -> str:
        return self._printed(WINDOW, "number")

    @cached_property
    def sandbox(self) -> str:
        return self._printed(SANDBOX)

    @cached_property
    def slips(self) -> list[str]:
        """Codes of slips nobody has used, in the hall of that window."""
        return self._printed(SLIPS).split("、")

    @property
    def voucher(self) -> str:
        """The link of a slip nobody has used, in the hall of that window."""
        return self._printed(VOUCHER, "link")

    @property
    def owner_of_voucher(self) -> Person:
        name = self._printed(VOUCHER, "name")
        [key] = [one.key for one in demo_persons() if one.name == name]
        return Person(key, name, "", "")

    @cached_property
    def password(self) -> str:
        return self._printed(PASSWORD)

    def _printed(self, pattern: re.Pattern[str], group: int | str = 1) -> str:
        found = pattern.search(self.welcome)
        assert found, f"`haochaping demo` no longer prints {pattern.pattern}"
        return found[group]

    @property
    def link(self) -> str:
        """What the window's code says to a scanner."""
        return f"{self.url}/m/?w={self.token}"

    def person(self, born: str = "") -> Person:
        """Somebody nobody knows yet but the identity provider; `born` as in a number."""
        number = next(NUMBERS)
        born = born or f"19{60 + number % 40}0{1 + number % 9}1{number % 9}"
        made = Person(
            key=f"visitor-{number}",
            name=f"访客{'甲乙丙丁戊己庚辛壬癸'[number % 10]}",
            document_number=identity_number(f"445199{born}{number:03d}"),
            phone=f"1990003{number:04d}",
        )
        self.call("PUT", f"{self.sandbox}/_control/persons", persons=[made.for_sandbox])
        return made

    def call(self, method: str, path: str, token: str = "", **body: Any) -> Any:
        headers = {"authorization": f"Bearer {token}"} if token else {}
        sent = {"json": body} if body else {}
        answer = self.http.request(method, path, headers=headers, **sent)
        self.http.cookies.clear()
        assert answer.is_success, f"{method} {path}: {answer.status_code} {answer.text}"
        return answer.json()

    def staff_token(self, login: str) -> str:
        """A session of a member of staff, one for all tests: signing in is limited."""
        if login not in self._tokens:
            body = {"login": login, "password": self.password}
            self._tokens[login] = str(self.call("POST", "/api/staff/sign-in", **body)["token"])
        return self._tokens[login]

    def end_service(self, applicant: Person) -> dict[str, Any]:
        """The officer of the window that never closes ends a service."""
        token = self.staff_token("officer")
        items = self.call("GET", "/api/officer/duty", token)["items"]
        ended: dict[str, Any] = self.call(
            "POST",
            "/api/officer/services",
            token,
            key=secrets.token_hex(12),
            item_id=items[0]["id"],
            applicant=applicant.party,
        )
        return ended

    def reply(self, number: str, text: str) -> None:
        """Bureau and institution take a work order all the way to its feedback."""
        bureau, handler = self.staff_token("city"), self.staff_token("handler-police")
        [row] = self.call("GET", f"/api/work-orders?search={number}", bureau)["rows"]
        place = f"/api/work-orders/{row['id']}"
        offices = self.call("GET", f"{place}/institutions", bureau)["institutions"]
        [police] = [one for one in offices if one["name"] == row["institution_name"]]
        version = self.call("GET", place, bureau)["version"]
        steps = [
            (bureau, "dispatch", {"institution_id": police["id"]}),
            (handler, "accept", {}),
            (handler, "respond", {"text": "已电话了解情况。"}),
            (handler, "rectify", {"text": "高峰时段增开窗口。", "pictures": []}),
            (handler, "feed-back", {"text": text}),
        ]
        for token, step, body in steps:
            if "pictures" in body:
                body["pictures"] = [self._uploaded(place, token)]
            order = self.call("POST", f"{place}/{step}", token, version=version, **body)
            version = order["version"]

    def _uploaded(self, order: str, token: str) -> str:
        """A picture for the next step of an order."""
        headers = {"authorization": f"Bearer {token}", "content-type": "image/png"}
        out = io.BytesIO()
        Image.new("RGB", (64, 48), "teal").save(out, "PNG")
        path = f"{order}/uploads/{secrets.token_hex(12)}"
        answer = self.http.post(path, content=out.getvalue(), headers=headers)
        assert answer.is_success, answer.text
        return str(answer.json()["id"])

    def wait_for_message(self, to: str, channel: str) -> dict[str, Any]:
        """The latest message to a phone number or openid, once the job loop has sent one."""
        give_up = time.monotonic() + MESSAGE_SECONDS
        while time.monotonic() < give_up:
            sent = self.call("GET", f"{self.sandbox}/_control/sent")["sent"]
            found = [one for one in sent if (one["to"], one["channel"]) == (to, channel)]
            if found:
                return dict(found[-1])
            time.sleep(0.2)
        raise AssertionError(f"no {channel} message was sent to this person")

    def wait_for_bulletin(self, region: str) -> None:
        """Until the demo city's `region` has published a month that is over."""
        give_up = time.monotonic() + BULLETIN_SECONDS
        while time.monotonic() < give_up:
            rows = self.call("GET", "/api/results/bulletins")["rows"]
            if any(one["region"] == region for one in rows):
                return
            time.sleep(0.5)
        raise AssertionError(f"{region} published no bulletin")

    def wait_for_objection(self) -> None:
        """Until the demo city's officer has objected to a month: after all bulletins."""
        give_up = time.monotonic() + BULLETIN_SECONDS
        while time.monotonic() < give_up:
            own = self.call("GET", "/api/officer/assessment", self.staff_token("officer"))
            if any(one["objection"] for one in own["months"]):
                return
            time.sleep(0.5)
        raise AssertionError("the officer objected to no month")

    def wait_for_appeals(self) -> None:
        """Until the demo city's officers have appealed."""
        give_up = time.monotonic() + APPEAL_SECONDS
        while time.monotonic() < give_up:
            counts = self.call("GET", "/api/appeals", self.staff_token("city"))["counts"]
            if any(one["status"] == "declined" for one in counts):  # the last of them
                return
            time.sleep(0.2)
        raise AssertionError("nobody appealed")


def _rotated(folder: Path) -> Path:
    """Yesterday's log of access, as nginx and logrotate leave it."""
    rotated = folder / "rotated"
    rotated.mkdir()
    log = rotated / "access.log-1"
    line = '{"address":"192.0.2.7","method":"GET","path":"/api/staff/-","status":%d}\n'
    log.write_text("".join(line % (403 if place % 9 == 0 else 200) for place in range(90)))
    yesterday = time.time() - 86_400
    os.utime(log, (yesterday, yesterday))
    return rotated
