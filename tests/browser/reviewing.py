"""An officer's appeal against a poor rating, taken as far as a page wants to show it, by HTTP."""

from typing import Any

from tests.browser.whole import Whole

REASON = "当天系统停机，与窗口办理无关，已向办事人说明。"
FINDING = "核对停机公告与叫号记录，评价针对的是系统停机，不是这次服务。"


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
