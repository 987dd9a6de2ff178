"""How long a token of a phone opens, and when it was stolen (9-2)."""

from datetime import UTC, datetime, timedelta

import pytest

from rules.citizen_sessions import LOST_ANSWER, TOKEN_TIME, is_lost_answer, opens

NOW = datetime(2026, 11, 26, 2, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.mark.req("9-2")
def test_a_token_opens_for_its_time() -> None:
    assert opens(NOW, NOW)
    assert opens(NOW - TOKEN_TIME + SECOND, NOW)
    assert not opens(NOW - TOKEN_TIME, NOW)


@pytest.mark.req("9-2")
@pytest.mark.parametrize(
    ("ago", "successor_used", "lost"),
    [
        (SECOND, False, True),
        (SECOND, True, True),
        (LOST_ANSWER, True, True),
        (LOST_ANSWER + SECOND, True, False),
        (timedelta(days=20), False, True),
        (timedelta(days=20), True, False),
    ],
)
def test_an_exchanged_token_is_shown_again(
    ago: timedelta, successor_used: bool, lost: bool
) -> None:
    found = is_lost_answer(spent_at=NOW - ago, successor_used=successor_used, now=NOW)
    assert found is lost
