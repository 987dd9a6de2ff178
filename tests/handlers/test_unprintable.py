"""Characters no database takes are refused in one place, whatever the field (bad input)."""

import json

import pytest

from models import Rating
from tests.support.house import House, rating
from tests.support.town import CHEN

NUL = "等\x00了"


async def test_a_nul_in_a_text_is_a_bad_request_and_nothing_is_stored(house: House) -> None:
    phone = await house.citizen(CHEN)
    form = rating(await house.end_service(CHEN), "satisfied")
    for field in ("text", "grade", "key"):
        refused = await phone.post("/api/ratings", **{**form, field: NUL})
        assert (refused.status, refused.code) == (400, "bad_request"), field
    assert await Rating.all().count() == 0
    # The six characters \u0000 typed out are a text like any other.
    typed = await phone.post("/api/ratings", **{**form, "text": "写作\\u0000"})
    assert typed.status == 201
    assert (await Rating.all().first()).text == "写作\\u0000"  # type: ignore[union-attr]


async def test_a_nul_in_a_query_or_a_path(house: House) -> None:
    bureau = await house.staff("xiangqiao")
    for answer in (
        await bureau.get("/api/work-orders", search=NUL),
        await bureau.get("/api/windows/12%00"),
        await house.nobody.post("/api/staff/sign-in", login=NUL, password=NUL),
    ):
        assert answer.status in (400, 404), answer


@pytest.mark.parametrize("text", ["\ud800", "\udfff等"])
async def test_half_a_character_is_refused(house: House, text: str) -> None:
    phone = await house.citizen(CHEN)
    body = json.dumps(rating(await house.end_service(CHEN), "satisfied", text=text)).encode()
    headers = {"authorization": f"Bearer {phone.token}", "content-type": "application/json"}
    answer = await house.app.client.post("/api/ratings", content=body, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_request")
