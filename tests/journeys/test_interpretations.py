"""Article 17: interpretations are published and found; the end of the term is told, no more."""

import re
from datetime import timedelta

import pytest
from tortoise.exceptions import IntegrityError

from models import Interpretation, RuleSetRecord
from tests.journeys.steps import colleague
from tests.support.house import Caller, House
from tests.support.town import CHEN

STAFF, PUBLIC = "/api/staff/interpretations", "/api/interpretations"
SIX = {"article": 6, "question": "七个自然日从哪天算起？", "answer": "从办结次日起算，含节假日。"}
EIGHT = {"article": 8, "question": "自助机也要贴二维码吗？", "answer": "自助机屏幕上可以评价。"}


async def questions(who: Caller, path: str = PUBLIC, **search: object) -> list[str]:
    return [one["question"] for one in (await who.get(path, **search)).body["rows"]]


@pytest.mark.req("17-1")
async def test_two_people_publish_and_everybody_finds_it(house: House) -> None:
    writer, second = await house.staff("city"), await colleague(house, "city")
    made = await writer.post(STAFF, **SIX)
    [draft] = made.body["rows"]
    assert (draft["state"], draft["actions"]) == ("draft", ["revise", "discard"])
    path = f"{STAFF}/{draft['id']}"
    assert await questions(house.nobody) == []
    assert await questions(await house.staff("officer"), STAFF) == []
    alone = await writer.post(f"{path}/publish", version=1)
    assert (alone.status, alone.code) == (403, "same_person")
    better = {**SIX, "answer": "从办结的次日起算，节假日照算。"}
    assert (await second.post(f"{path}/revise", version=1, **better)).code == "not_yours"
    assert (await writer.post(f"{path}/revise", version=1, **better)).status == 200
    unread = await second.post(f"{path}/publish", version=1)
    assert (unread.status, unread.code) == (409, "stale")
    assert (await second.post(f"{path}/publish", version=2)).status == 200

    late = await writer.post(f"{path}/revise", version=3, **SIX)
    assert late.code == "not_allowed_now"  # its words are fixed
    with pytest.raises(IntegrityError):
        await Interpretation.filter(id=draft["id"]).update(published_by_id=None)
    [seen] = (await house.nobody.get(PUBLIC)).body["rows"]
    assert seen["answer"] == better["answer"]
    assert "职员" not in str(seen)  # no name of whoever wrote it
    gone = await second.post(f"{path}/withdraw", version=3, reason="省里另有规定")
    assert gone.body["rows"][0]["state"] == "withdrawn"
    [seen] = (await house.nobody.get(PUBLIC)).body["rows"]
    assert (seen["answer"], seen["reason"]) == (better["answer"], "省里另有规定")


@pytest.mark.req("17-1")
async def test_found_by_word_and_by_article(house: House) -> None:
    writer, second = await house.staff("city"), await colleague(house, "city")
    for one in (SIX, EIGHT):
        await writer.post(STAFF, **one)
    for row in (await second.get(STAFF)).body["rows"]:
        assert (await second.post(f"{STAFF}/{row['id']}/publish", version=1)).status == 200
    officer = await house.staff("officer")
    for who, path in ((house.nobody, PUBLIC), (officer, STAFF)):
        assert await questions(who, path) == [SIX["question"], EIGHT["question"]]
        assert await questions(who, path, word="节假日") == [SIX["question"]]
        assert await questions(who, path, word="二维码 自助机") == [EIGHT["question"]]
        assert await questions(who, path, word="二维码 节假日") == []
        assert await questions(who, path, article=8) == [EIGHT["question"]]
    assert await questions(house.nobody, word="%") == []
    assert (await house.nobody.get(PUBLIC, article=18)).code == "bad_request"
    writes = await (await house.staff("xiangqiao")).post(STAFF, **SIX)
    assert writes.status == 403


@pytest.mark.req("17-2")
async def test_the_end_of_the_term_is_told_and_stops_nothing(house: House) -> None:
    async def said() -> tuple[str, int]:
        city = await house.staff("city")
        lines = (await city.get("/api/staff/readiness")).body["lines"]
        line = next(one for one in lines if one["code"] == "rule_set_ending")
        assert not line["blocking"]
        return (await city.get("/api/rule-sets")).body["term"], line["count"]

    assert await said() == ("open_end", 0)
    record = await RuleSetRecord.get(code="chaozhou-2019-trial")
    ending = house.clock.now.date() + timedelta(days=30)
    begins = "effective_from = 2019-10-14"
    document = re.sub(begins, f"{begins}\neffective_to = {ending}", record.document, count=1)
    await RuleSetRecord.filter(code=record.code).update(document=document)
    await house.app.deps.reference.reload()
    assert await said() == ("ends_soon", 1)
    house.clock.pass_(days=31)
    assert await said() == ("ended", 1)
    assert await house.end_service(CHEN)
