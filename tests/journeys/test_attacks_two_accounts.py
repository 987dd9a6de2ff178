"""What takes two people is not done by one person with two accounts."""

import pytest

from models import CountyValuesRecord, IndicatorSetRecord, RuleSetRecord, Staff
from tests.journeys import test_county_values, test_indicator_sets, test_rule_sets
from tests.journeys.steps import NOVEMBER, colleague, november, poor_rating
from tests.support.house import Answer, Caller, House
from tests.support.town import CHEN

WHY = {"reason": "当天系统停机", "evidence": "停机公告"}
SIX = {"article": 6, "question": "七个自然日从哪天算起？", "answer": "从办结次日起算。"}


async def two_accounts(house: House, like: str) -> tuple[Caller, Caller]:
    """Two accounts of a bureau whose holder is one person, by the document on record."""
    first, second = await house.staff(like), await colleague(house, like)
    names = (like, f"{like}-second")
    ids = [house.town.staff[name].id for name in names]
    await Staff.filter(id__in=ids).update(document_index=f"one person {like}")
    return first, second


def refused(answer: Answer) -> bool:
    return (answer.status, answer.code) == (403, "same_person")


@pytest.mark.req("13-3", "16-3", "4-2", "17-1")
async def test_two_accounts_of_one_person_are_not_two_people(house: House) -> None:
    first, second = await two_accounts(house, "city")
    await first.post("/api/rule-sets", document=test_rule_sets.invented())
    assert refused(await second.post("/api/rule-sets/invented-2027/activate"))
    await first.post(test_indicator_sets.SETS, document=test_indicator_sets.invented())
    assert refused(await second.post(f"{test_indicator_sets.PATH}/activate"))
    [draft] = (await first.post("/api/staff/interpretations", **SIX)).body["rows"]
    path = f"/api/staff/interpretations/{draft['id']}"
    assert refused(await second.post(f"{path}/publish", version=1))
    county, other = await two_accounts(house, "xiangqiao")
    await test_county_values.written(county, test_county_values.QUICKER)
    code = (await CountyValuesRecord.all().get()).code
    assert refused(await other.post(f"{test_county_values.SET}/{code}/activate"))
    named = str(house.town.staff["xiangqiao-second"].id)
    desk = {"desk": "care", "staff_id": named, "reads": True}
    assert refused(await county.post("/api/concerns/desks", **desk))
    for table in (RuleSetRecord, IndicatorSetRecord, CountyValuesRecord):
        assert not await table.exclude(activated_at=None).exists(), table
    await november(house, *["satisfied"] * 5)
    first, second = await house.staff("city"), await house.staff("city-second")
    made = (await first.post("/api/bulletins", **NOVEMBER)).body["brief"]
    assert refused(await second.post(f"/api/bulletins/{made['id']}/publish"))


@pytest.mark.req("12-7")
async def test_who_dispatched_reviews_under_no_other_account(house: House) -> None:
    first, second = await two_accounts(house, "xiangqiao")
    order = await poor_rating(house, await house.citizen(CHEN))
    institution = str(house.town.institution.id)
    await first.post(f"/api/work-orders/{order}/dispatch", institution_id=institution, version=1)
    officer, unit = await house.staff("officer"), await house.staff("handler")
    [told] = (await officer.get("/api/officer/scores")).body["poor_ratings"]
    made = await officer.post("/api/officer/appeals", rating_id=told["rating_id"], **WHY)
    path = f"/api/appeals/{made.body['row']['id']}"
    await unit.post(f"{path}/endorse", reason="情况属实", version=1)
    assert (await second.get(path)).body["barred"] == "dispatched"
    for action in ("uphold", "find_mistaken"):
        answer = await second.post(f"{path}/decide", action=action, version=2, **WHY)
        assert (answer.status, answer.code) == (403, "not_independent")
