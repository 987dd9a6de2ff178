"""Guided, never forced: leaving costs nothing, a poor grade is as easy as a good one (Art. 3)."""

from typing import Any

import pytest

from models import Invitation, Rating, ServiceRecord
from rules.grades import GRADES
from tests.support.house import House, rating
from tests.support.town import CHEN


@pytest.mark.req("3-1", "3-2")
async def test_leaving_without_a_rating_blocks_nothing(house: House) -> None:
    first = await house.end_service(CHEN)
    phone = await house.citizen(CHEN)
    await phone.get(f"/api/windows/{house.town.code.token}/services")
    # The citizen leaves; the next service at the same window is like any other.
    second = await house.end_service(CHEN)
    assert await Rating.all().count() == 0
    assert await Invitation.all().count() == 2
    own = (await phone.get(f"/api/windows/{house.town.code.token}/services")).body["services"]
    assert {one["id"] for one in own} == {first, second}
    records = await ServiceRecord.all().values("source", "officer_id", "applicant_index")
    assert records[0] == records[1]


@pytest.mark.req("3-4", "5-4", "11-14")
async def test_every_grade_is_taken_bare(house: House) -> None:
    """No reason, tag or dimension is asked for, whichever the grade."""
    phone = await house.citizen(CHEN)
    for grade in GRADES:
        service = await house.end_service(CHEN)
        answer = await phone.post("/api/ratings", **rating(service, grade))
        assert answer.status == 201, grade
        assert (answer.body["case"] is not None) == grade.is_poor


async def own_scores(house: House) -> Any:
    return (await (await house.staff("officer")).get("/api/officer/scores")).body


@pytest.mark.req("3-6", "14-3")
async def test_an_officer_sees_whole_batches_and_never_the_newest_opinion(house: House) -> None:
    grades = ["very_satisfied"] * 5 + ["basically_satisfied"]
    for place, grade in enumerate(grades, 1):
        service, phone = await house.end_service(CHEN), await house.citizen(CHEN)
        house.clock.pass_(minutes=1)
        before = await own_scores(house)
        assert (await phone.post("/api/ratings", **rating(service, grade))).status == 201
        assert await own_scores(house) == before  # not even that somebody rated
        house.clock.pass_(days=1)
        scores = await own_scores(house)
        assert scores["opinions"] == place
        if place < 5:
            assert scores["average"] is None
            assert scores["grades"] == []
        else:
            assert scores["average"]["value"] == 10.0
            assert scores["average"]["denominator"] == 5
