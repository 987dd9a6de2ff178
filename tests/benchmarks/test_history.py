"""The data of `make bench-stats` in small: so that it is right when somebody measures."""

from datetime import UTC, datetime

import asyncpg
import pytest

from benchmarks import history
from benchmarks.history import Size

NOW = datetime(2026, 11, 23, 2, 30, tzinfo=UTC)
SIZE = Size(ratings=20_000, open=4_000, windows=60, a_day=1_000)


@pytest.mark.req("13-5")
async def test_a_generated_city_is_counted_to_the_last_rating(postgres_url: str) -> None:
    """Keys and indexes are back, every day is counted, and the counts are those of the ratings."""
    before = await _catalogue(postgres_url)
    await history.build(postgres_url, SIZE, now=NOW)
    assert await _catalogue(postgres_url) == before
    connection = await asyncpg.connect(postgres_url)
    try:
        graded = (
            "very_satisfied + satisfied + basically_satisfied + dissatisfied + very_dissatisfied"
        )
        for table in ("institution_day", "window_day"):
            assert await connection.fetchval(f"SELECT SUM({graded}) FROM {table}") == SIZE.ratings
        ended = await connection.fetchval("SELECT SUM(ended) FROM service_day")
        assert ended == SIZE.ratings * 95 // 100 + SIZE.open  # walk-ins are no services
        rounds = await connection.fetchval("SELECT COUNT(*) FROM order_round")
        due = await connection.fetchval("SELECT SUM(due) FROM order_day")
        waiting = "SELECT COUNT(*) FROM order_round WHERE due_at > $1"
        assert due + await connection.fetchval(waiting, NOW) == rounds > 100
        for moment in history.due_moments(NOW):
            found = "SELECT COUNT(*) FROM service_record WHERE default_due_at = $1"
            assert await connection.fetchval(found, moment) == SIZE.open // history.OPEN_DAYS
    finally:
        await connection.close()


async def _catalogue(url: str) -> set[tuple[str, str]]:
    """Every constraint and index there is."""
    connection = await asyncpg.connect(url)
    try:
        constraints = await connection.fetch("SELECT conname, contype::text FROM pg_constraint")
        indexes = await connection.fetch("SELECT indexname, indexdef FROM pg_indexes")
        return {(row[0], row[1]) for row in (*constraints, *indexes)}
    finally:
        await connection.close()
