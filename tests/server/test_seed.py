"""The reference data every installation starts with."""

from datetime import UTC, date, datetime

import pytest

from models import CalendarDay, RuleSetRecord
from server.database import close_database, open_database
from server.seed import seed_reference_data

NOW = datetime(2026, 11, 23, 2, 30, tzinfo=UTC)


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
