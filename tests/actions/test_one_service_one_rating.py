"""One service, one rating: whoever, however often, at whatever moment (7-1, 7-2)."""

import asyncio
import secrets

import pytest

from models import Rating, WorkOrder
from tests.support.house import House, rating
from tests.support.town import CHEN, LIN


@pytest.mark.req("7-1")
async def test_64_at_once_make_one_rating(house: House) -> None:
    service_id = await house.end_service(CHEN)
    phone = await house.citizen(CHEN)
    forms = [rating(service_id, "very_dissatisfied") for _ in range(64)]
    answers = await asyncio.gather(*(phone.post("/api/ratings", **form) for form in forms))
    statuses = sorted(answer.status for answer in answers)
    assert statuses == [201] + [409] * 63
    [first] = [answer for answer in answers if answer.status == 201]
    for answer in answers:
        if answer.status == 409:
            assert answer.code == "already_rated"
            assert answer.body["details"]["receipt"]["number"] == first.body["number"]
    assert await Rating.filter(service_record_id=service_id).count() == 1
    assert await WorkOrder.all().count() == 1


@pytest.mark.req("7-1")
async def test_the_same_key_gets_the_same_receipt(house: House) -> None:
    service_id = await house.end_service(CHEN)
    phone = await house.citizen(CHEN)
    form = rating(service_id, "satisfied", tags=["413"])
    answers = await asyncio.gather(*(phone.post("/api/ratings", **form) for _ in range(64)))
    assert {answer.status for answer in answers} == {201}
    assert len({answer.body["number"] for answer in answers}) == 1


@pytest.mark.req("7-1")
async def test_another_person_learns_nothing_of_the_first_rating(house: House) -> None:
    """Applicant and agent may both rate, but only once together."""
    service_id = await house.end_service(CHEN, agent=LIN)
    agent, applicant = await house.citizen(LIN), await house.citizen(CHEN)
    assert (await agent.post("/api/ratings", **rating(service_id, "satisfied"))).status == 201
    answer = await applicant.post("/api/ratings", **rating(service_id, "dissatisfied"))
    assert (answer.status, answer.code) == (409, "already_rated")
    assert answer.body["details"] == {}


@pytest.mark.req("7-2")
async def test_two_services_on_one_day_are_two_ratings(house: House) -> None:
    phone = await house.citizen(CHEN)
    for _ in range(2):
        service_id = await house.end_service(CHEN)
        assert (await phone.post("/api/ratings", **rating(service_id, "satisfied"))).status == 201


@pytest.mark.req("5-3")
async def test_a_service_of_somebody_else_cannot_be_rated(house: House) -> None:
    service_id = await house.end_service(CHEN)
    stranger = await house.citizen(LIN)
    answer = await stranger.post("/api/ratings", **rating(service_id, "dissatisfied"))
    assert (answer.status, answer.code) == (404, "service_unknown")
    assert await Rating.all().count() == 0


@pytest.mark.req("3-3")
async def test_an_officer_cannot_rate_the_own_institution_as_a_citizen(house: House) -> None:
    officer = house.town.staff["other_officer"]
    phone = await house.citizen(CHEN)
    me = await Rating.all().count()
    from models import Evaluator

    chen = await Evaluator.all().first()
    assert chen is not None
    officer.document_index = chen.document_index
    await officer.save()
    service_id = await house.end_service(CHEN)
    answer = await phone.post("/api/ratings", **rating(service_id, "very_satisfied"))
    assert (answer.status, answer.code) == (403, "own_institution")
    assert await Rating.all().count() == me


@pytest.mark.req("7-10", "6-9")
async def test_a_walk_in_once_a_window_and_day(house: House) -> None:
    phone = await house.citizen(CHEN)
    code = house.town.code
    own = (await phone.get(f"/api/windows/{code.short_number}/services")).body
    assert own["walk_in"] == {"possible": True, "reason": None}
    form = {"key": secrets.token_hex(12), "code": code.short_number, "grade": "dissatisfied"}
    first = await phone.post("/api/walk-ins", **form)
    assert first.status == 201
    assert first.body["case"]["status"] == "opened"
    again = await phone.post("/api/walk-ins", **form)
    assert again.body["number"] == first.body["number"]
    second = await phone.post("/api/walk-ins", **{**form, "key": secrets.token_hex(12)})
    assert (second.status, second.code) == (409, "already_rated")
    own = (await phone.get(f"/api/windows/{code.token}/services")).body
    assert own["walk_in"] == {"possible": False, "reason": "done_today"}
    [stored] = await Rating.all().select_related("service_record")
    assert stored.service_record.typed
    assert stored.service_record.default_due_at is None
    assert stored.service_record.officer_id is None


@pytest.mark.req("7-10")
async def test_no_walk_in_while_nobody_is_on_duty(house: House) -> None:
    phone = await house.citizen(CHEN)
    house.clock.pass_(days=90)
    phone = await house.wechat(CHEN)
    form = {"key": secrets.token_hex(12), "code": house.town.code.token, "grade": "satisfied"}
    answer = await phone.post("/api/walk-ins", **form)
    assert (answer.status, answer.code) == (409, "window_closed")


@pytest.mark.req("6-6")
async def test_a_rating_after_the_default_is_a_late_comment(house: House) -> None:
    service_id = await house.end_service(CHEN)
    phone = await house.citizen(CHEN)
    house.clock.pass_(days=8)
    answer = await phone.post("/api/ratings", **rating(service_id, "dissatisfied"))
    assert answer.status == 201
    assert answer.body["late"]
    assert answer.body["case"] is not None
    stored = await Rating.get(service_record_id=service_id)
    assert (stored.ordinal, stored.opinion) == (2, 1)


BAD_FORMS: tuple[tuple[dict[str, object], str], ...] = (
    ({"grade": "five_stars"}, "unknown_grade"),
    ({"grade": ""}, "unknown_grade"),
    ({"grade": "satisfied", "tags": ["517"]}, "tag_of_another_grade"),
    ({"grade": "satisfied", "tags": ["401"]}, "unknown_tag"),
    ({"grade": "satisfied", "tags": ["413", "413"]}, "unknown_tag"),
    ({"grade": "satisfied", "dimensions": {"ease": 6}}, "unknown_dimension"),
    ({"grade": "satisfied", "dimensions": {"speed": 5}}, "unknown_dimension"),
    ({"grade": "satisfied", "text": "好" * 501}, "bad_request"),
    ({"grade": "satisfied", "key": "short"}, "bad_request"),
    ({"grade": 5}, "bad_request"),
    ({"grade": "satisfied", "origin": "default"}, "bad_request"),
    ({"grade": "satisfied", "pictures": ["not-an-id"]}, "bad_request"),
)


@pytest.mark.req("6-1")
async def test_bad_forms_are_refused_and_nothing_is_stored(house: House) -> None:
    service_id = await house.end_service(CHEN)
    phone = await house.citizen(CHEN)
    for form, code in BAD_FORMS:
        answer = await phone.post("/api/ratings", **{**rating(service_id, "satisfied"), **form})
        assert 400 <= answer.status < 500, form
        assert answer.code == code, form
        assert answer.body["message"]
    assert await Rating.all().count() == 0
