"""The life of a poor rating, from the end of the service to the citizen's answer.

One story over real HTTP, on SQLite and on PostgreSQL, with the sandbox as the outside.
"""

import io
from collections.abc import Callable

import httpx
import pytest
import zxingcpp
from PIL import Image

from models import AuditEntry, Invitation, OutboxMessage, ServiceRecord, Transition
from tests.support.house import Caller, House, rating
from tests.support.nginx import Nginx
from tests.support.town import CHEN, LIN

FEEDBACK = "sandbox-feedback"
ACCEPTED = "sandbox-accepted"


@pytest.mark.req(
    "3-1", "5-3", "6-1", "7-1", "7-8", "9-1", "11-2", "11-3", "11-5", "11-7", "11-8", "14-4"
)
async def test_a_poor_rating_changes_something(house: House) -> None:
    service_id = await a_service_ends(house)
    link = await the_code_on_the_sheet_opens_the_phone(house)
    phone = await the_citizen_signs_in(house, link)
    case_id = await the_citizen_rates(house, phone, service_id, link)
    await the_citizen_wants_to_be_told(house, phone, case_id)
    await the_bureau_dispatches(house, case_id)
    await the_institution_responds_rectifies_feeds_back(house, case_id)
    await the_citizen_is_told_and_says_solved(house, phone, case_id)
    await the_officer_knows_what_an_officer_may(house)


@pytest.mark.req("7-8", "11-3")
async def test_the_same_story_through_nginx(
    house: House, start_nginx: Callable[..., Nginx]
) -> None:
    """As in production: the project's nginx.conf between the phone, the desk and the server."""
    nginx = start_nginx([house.app.settings.port])
    house.app.client = httpx.AsyncClient(base_url=nginx.url, timeout=30)
    await test_a_poor_rating_changes_something(house)
    log = nginx.access_log(20)
    assert '"path":"/api/ratings"' in log
    assert CHEN.document_number not in log
    assert house.town.code.token not in log


async def a_service_ends(house: House) -> str:
    service_id = await house.end_service(CHEN)
    record = await ServiceRecord.get(id=service_id)
    assert record.officer_id == house.town.staff["officer"].id
    assert await Invitation.filter(service_record_id=service_id).count() == 1
    return service_id


async def the_code_on_the_sheet_opens_the_phone(house: House) -> str:
    hall = await house.staff("hall")
    sheet = await hall.get(f"/api/window-codes/{house.town.window.id}/sheet.png")
    assert sheet.status == 200
    [code] = zxingcpp.read_barcodes(Image.open(io.BytesIO(sheet.body)))
    assert code.text == f"{house.app.url}/m/?w={house.town.code.token}"
    return str(code.text)


async def the_citizen_signs_in(house: House, link: str) -> Caller:
    token = link.rsplit("=", 1)[1]
    window = await house.nobody.get(f"/api/windows/{token}")
    assert window.body["window"]["number"] == "A03"
    assert window.body["entered"] == "scanned"

    unverified = await house.wechat(CHEN)
    refused = await unverified.get(f"/api/windows/{token}/services")
    assert (refused.status, refused.code) == (403, "real_name_needed")

    phone = await house.citizen(CHEN)
    me = await phone.get("/api/me")
    assert me.body["verified"]
    assert me.body["name"] == "陈**"
    later = await house.wechat(CHEN)  # a later visit needs WeChat's code alone
    assert (await later.get("/api/me")).body["verified"]
    return phone


async def the_citizen_rates(house: House, phone: Caller, service_id: str, link: str) -> str:
    token = link.rsplit("=", 1)[1]
    own = await phone.get(f"/api/windows/{token}/services")
    assert [one["id"] for one in own.body["services"]] == [service_id]
    stranger = await house.citizen(LIN)
    assert (await stranger.get(f"/api/windows/{token}/services")).body["services"] == []

    form = rating(service_id, "dissatisfied", tags=["213"], text="等了很久，我的电话19900000001")
    receipt = await phone.post("/api/ratings", **form)
    assert receipt.status == 201, receipt
    again = await phone.post("/api/ratings", **form)
    assert again.body["number"] == receipt.body["number"]
    case = receipt.body["case"]
    assert case["status"] == "opened"
    transition = await Transition.get(order_id=case["id"])
    assert (transition.before, transition.after) == ("", "opened")
    message = await OutboxMessage.get(order_id=case["id"])
    assert message.topic == "work_order_opened"
    return str(case["id"])


async def the_citizen_wants_to_be_told(house: House, phone: Caller, case_id: str) -> None:
    for template in (ACCEPTED, FEEDBACK):
        house.sandbox.consent("chen", template)
    left = await phone.post(
        "/api/my/notices", results={ACCEPTED: "accept", FEEDBACK: "accept", "foreign": "accept"}
    )
    assert left.body["left"] == 2


async def the_bureau_dispatches(house: House, case_id: str) -> None:
    await house.deliver()
    bureau = await house.staff("xiangqiao")
    inbox = (await bureau.get("/api/staff/inbox", unread="true")).body
    assert (inbox["unread"], inbox["total"], len(inbox["messages"])) == (1, 1, 1)
    assert (await bureau.get("/api/staff/inbox", page="2")).body["messages"] == []
    await bureau.post("/api/staff/inbox/read")
    inbox = (await bureau.get("/api/staff/inbox")).body
    assert (inbox["unread"], inbox["total"]) == (0, 1)
    view = (await bureau.get(f"/api/work-orders/{case_id}")).body
    assert view["rating"]["text"] == "等了很久，我的电话***"
    assert view["actions"] == ["dispatch"]
    assert "陈" not in str(view)
    choices = (await bureau.get(f"/api/work-orders/{case_id}/institutions")).body["institutions"]
    assert choices[0]["name"] == "湘桥区社保局"
    sent = await bureau.post(
        f"/api/work-orders/{case_id}/dispatch",
        institution_id=choices[0]["id"],
        version=view["version"],
    )
    assert sent.body["row"]["status"] == "dispatched"
    await house.deliver()


async def the_institution_responds_rectifies_feeds_back(house: House, case_id: str) -> None:
    handler = await house.staff("handler")
    view = (await handler.get(f"/api/work-orders/{case_id}")).body
    assert view["actions"] == ["accept", "return_"]
    house.clock.pass_(minutes=20)
    view = (await handler.post(f"/api/work-orders/{case_id}/accept", version=2)).body
    house.clock.pass_(minutes=20)

    bureau = await house.staff("xiangqiao")
    early = await bureau.post(
        f"/api/work-orders/{case_id}/close", reason="已经处理", version=view["version"]
    )
    assert (early.status, early.code) == (409, "entries_missing")
    for action, text in (
        ("respond", "已电话联系您，了解情况。"),
        ("rectify", "已增开一个窗口，并培训值班人员。"),
        ("feed-back", "感谢您的意见，等候时间已缩短。"),
    ):
        answer = await handler.post(
            f"/api/work-orders/{case_id}/{action}", text=text, version=view["version"]
        )
        assert answer.status == 200, answer
        view = answer.body
        house.clock.pass_(hours=3)
    assert [entry["kind"] for entry in view["entries"]] == [
        "response",
        "rectification",
        "feedback",
    ]
    await house.deliver()


async def the_citizen_is_told_and_says_solved(house: House, phone: Caller, case_id: str) -> None:
    pushed = [one["template"] for one in house.sandbox.sent() if one["channel"] == "wechat"]
    assert pushed == [ACCEPTED, FEEDBACK]
    thread = (await phone.get(f"/api/my/cases/{case_id}")).body
    assert [step["action"] for step in thread["steps"]] == [
        "open",
        "dispatch",
        "accept",
        "respond",
        "rectify",
        "feed_back",
    ]
    assert thread["due"]["what"] == "answer"
    assert thread["may_answer"]
    answer = await phone.post(
        f"/api/my/cases/{case_id}/answer", answer="solved", version=thread["version"]
    )
    assert answer.body["status"] == "solved"
    inbox = (await phone.get("/api/my/inbox")).body["messages"]
    assert {one["topic"] for one in inbox} == {"dispatched", "accepted", "feedback"}


async def the_officer_knows_what_an_officer_may(house: House) -> None:
    officer = await house.staff("officer")
    scores = (await officer.get("/api/officer/scores")).body
    assert scores["opinions"] == 0  # nothing is told of today but what may be appealed against
    assert scores["average"] is None
    [told] = scores["poor_ratings"]
    assert told["day"] == "2026-11-23"
    assert "陈" not in str(scores)
    other = await house.staff("other_officer")
    assert (await other.get("/api/officer/scores")).body["poor_ratings"] == []
    refused = await officer.get("/api/work-orders")
    assert (refused.status, refused.code) == (403, "forbidden")
    assert await AuditEntry.filter(action="list_work_orders", outcome="forbidden").exists()
