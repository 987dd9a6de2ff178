"""An officer's appeal against a poor rating, taken as far as a page wants to show it, by HTTP."""

import secrets
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.browser import words
from tests.browser.whole import Whole
from tests.support.town import Person

REASON = "当天系统停机，与窗口办理无关，已向办事人说明。"
FINDING = "核对停机公告与叫号记录，评价针对的是系统停机，不是这次服务。"


COMPLAINT = "系统一直打不开，等了很久。"


def rated_poorly(whole: Whole) -> str:
    """Somebody has rated the officer poorly by WeChat; the number of the order."""
    person = whole.person()
    service = whole.end_service(person)
    made = whole.call(
        "POST",
        "/api/ratings",
        _phone(whole, person),
        key=secrets.token_hex(12),
        service_id=service["service_id"],
        grade="dissatisfied",
        text=COMPLAINT,
    )
    return str(made["case"]["number"])


def _phone(whole: Whole, person: Person) -> str:
    """The session of a phone whose owner is verified by the other mini-program."""
    code = f"demo-{person.key}-{secrets.token_hex(4)}"
    token = str(whole.call("POST", "/api/sign-in/wechat", code=code)["token"])
    path = whole.call("POST", "/api/sign-in/jump", token)["path"]
    state = parse_qs(urlsplit(path).query)["state"][0]
    asked = {"person": person.key, "state": state}
    ticket = whole.call("POST", f"{whole.sandbox}/identity/jump", **asked)["ticket"]
    form = {
        "ticket": ticket,
        "state": state,
        "notice_version": words.contract().notice_version,
    }
    return str(whole.call("POST", "/api/sign-in/jump/return", token, **form)["token"])


def tell(whole: Whole, number: str) -> None:
    """Dispatch the order `number`, so that its officer knows of the rating."""
    bureau = whole.staff_token("city")
    [row] = whole.call("GET", f"/api/work-orders?search={number}", bureau)["rows"]
    place = f"/api/work-orders/{row['id']}"
    offices = whole.call("GET", f"{place}/institutions", bureau)["institutions"]
    [office] = [one for one in offices if one["name"] == row["institution_name"]]
    version = whole.call("GET", place, bureau)["version"]
    whole.call("POST", f"{place}/dispatch", bureau, version=version, institution_id=office["id"])


def lodged(whole: Whole) -> str:
    """The officer appeals against the latest rating they were told of; the id of the appeal."""
    told = whole.call("GET", "/api/officer/scores", whole.staff_token("officer"))
    form = {"rating_id": told["poor_ratings"][0]["rating_id"], "reason": REASON}
    made = whole.call("POST", "/api/officer/appeals", whole.staff_token("officer"), **form)
    return str(made["row"]["id"])


def not_adopted(whole: Whole, appeal: str) -> None:
    """The unit endorses, and somebody who has not dispatched the order finds a mistake."""
    unit, reviewer = whole.staff_token("handler-police"), whole.staff_token("city-second")
    path = f"/api/appeals/{appeal}"
    view: Any = whole.call("POST", f"{path}/endorse", unit, version=1, reason="情况属实，支持申诉")
    form = {"action": "find_mistaken", "reason": FINDING, "evidence": "停机公告、叫号记录"}
    whole.call("POST", f"{path}/decide", reviewer, version=view["version"], **form)
