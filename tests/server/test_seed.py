"""The reference data every installation starts with."""

from datetime import UTC, date, datetime, timedelta

import chinese_calendar
import pytest

from models import CalendarDay, RuleSetRecord
from server.database import close_database, open_database
from server.seed import calendar_days, seed_reference_data

NOW = datetime(2026, 11, 23, 2, 30, tzinfo=UTC)
FIRST, LAST = date(2019, 1, 1), date(2026, 12, 31)


@pytest.mark.req("11-13")
def test_the_calendar_agrees_with_a_second_source() -> None:
    days = {day.day: day.working for day in calendar_days(range(FIRST.year, LAST.year + 1))}
    for number in range((LAST - FIRST).days + 1):
        day = FIRST + timedelta(days=number)
        working = days.get(day, day.weekday() < 5)
        assert working == chinese_calendar.is_workday(day), day


@pytest.mark.req("11-13")
def test_only_published_years_are_there_and_name_their_source() -> None:
    days = calendar_days(range(2019, 2031))
    assert {day.day.year for day in days} == set(range(2019, 2027))
    assert all("holidays " in day.source for day in days)


@pytest.mark.req("1-1", "17-2")
async def test_seeding_twice_changes_nothing(sqlite_url: str) -> None:
    await open_database(sqlite_url)
    try:
        before = await _counts()
        await seed_reference_data(NOW)
        assert await _counts() == before
        assert (await RuleSetRecord.get(code="chaozhou-2019-trial")).effective_from == date(
            2019, 10, 14
        )
    finally:
        await close_database()


async def _counts() -> tuple[int, int]:
    return await RuleSetRecord.all().count(), await CalendarDay.all().count()
