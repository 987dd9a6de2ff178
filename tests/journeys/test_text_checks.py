"""Words are looked at by WeChat before they may be published; the grade counts at once (13-7)."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from actions.figures import rollups, text_checks
from models import AuditEntry, InstitutionDay, OutboxMessage, Rating, TextCheck
from tests.journeys.test_public_comments import DESK, PUBLIC, publishing, said
from tests.support.house import Clock, House
from tests.support.sandbox import Sandbox
from tests.support.town import CHEN, build_town

NUMBER = "13800000000"


async def states(house: House) -> dict[str, str]:
    """What the bureau reads of each comment's check, by its words."""
    seen = (await (await house.staff("xiangqiao")).get(DESK)).body
    return {one["text"]: one["check"] for one in seen["rows"]}


@pytest.mark.req("13-7", "9-4")
async def test_doubtful_words_wait_for_somebody_and_the_grade_counts(
    start_app: Callable[..., Any], database_url: str, sandbox: Sandbox
) -> None:
    clock = Clock()
    address = {"database_url": database_url, "sandbox_url": sandbox.url}
    app = await start_app(**address, clock=clock, wechat_text_check=True)
    house = House(app, await build_town(clock.now), sandbox, clock)
    await publishing(house)
    phone = await house.citizen(CHEN)
    good = await said(house, phone, 1, "satisfied", f"办得很快，电话{NUMBER}也有人接。")
    doubtful = await said(house, phone, 2, "satisfied", "这里有广告。")
    away = await said(house, phone, 3, "satisfied", "很好。")
    await rollups.refresh(now=clock.now + timedelta(minutes=1))
    counted = await InstitutionDay.filter(series="opinion").values_list("satisfied", flat=True)
    assert sum(counted) == 3  # whatever becomes of the words
    bureau = await house.staff("xiangqiao")
    form = {"version": 0, "text": "很好。"}
    refused = await bureau.post(f"{DESK}/{away}/release", **form)
    assert (refused.status, refused.code) == (409, "comment_unchecked")

    # WeChat is away: nothing is published, and it is asked again as long as it takes.
    listed = [text_checks.list_new(deps=app.deps, now=clock.now) for _ in range(3)]
    await asyncio.gather(*listed)
    assert await OutboxMessage.filter(topic=text_checks.TOPIC).count() == 3
    sandbox.fault(wechat={"fail": "-1"})
    for _ in range(12):
        await house.deliver()
        clock.pass_(minutes=30)
    assert set((await states(house)).values()) == {"waiting"}
    assert await OutboxMessage.filter(topic=text_checks.TOPIC, state="dead").count() == 0
    assert min(await TextCheck.all().values_list("attempts", flat=True)) >= 12

    # It is back; it never reads the number, and says of one that its writer has been away.
    sandbox.settings(review_words=["广告", NUMBER])
    last = await TextCheck.get(rating_id=away)
    await OutboxMessage.filter(payload__contains=str(last.rating_id)).update(
        run_at=clock.now + timedelta(days=1)
    )
    sandbox.fault(wechat={})
    await house.deliver()
    sandbox.fault(wechat={"fail": "61010"})
    clock.pass_(hours=25)
    await house.deliver()
    sandbox.fault(wechat={})
    told = await states(house)
    assert told.pop("这里有广告。") == "doubtful"
    assert told.pop("很好。") == "unchecked"
    [(shown, passed)] = told.items()
    assert (passed, NUMBER in shown) == ("passed", False)

    bureau = await house.staff("xiangqiao")
    assert (await bureau.post(f"{DESK}/{good}/release", version=0, text=shown)).status == 200
    assert (await bureau.post(f"{DESK}/{away}/release", **form)).status == 200
    words = {"version": 0, "text": "这里有广告。"}
    path = f"{DESK}/{doubtful}/release"
    refused = await bureau.post(path, **words)
    assert (refused.status, refused.code) == (422, "comment_doubtful")
    assert (await bureau.post(path, **words, reason="只是说大厅里有广告")).status == 200
    entry = await AuditEntry.get(object_id=doubtful, outcome="done")
    assert (entry.action, entry.reason) == ("release_comment", "只是说大厅里有广告")
    await said(house, phone, 4, "satisfied", "")
    await said(house, phone, 5, "satisfied", "")
    await rollups.refresh(now=clock.now + timedelta(minutes=1))
    public = (await house.nobody.get(PUBLIC, month="2027-03")).body
    assert {one["text"] for one in public["rows"]} == {shown, "很好。", "这里有广告。"}
    assert await Rating.filter(text__contains=NUMBER).count() == 1  # the rating is as it was
