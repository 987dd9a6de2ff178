"""Taking one rating out of the days and months it was counted in, on both databases.

What is taken out is what counting would find: the same statements, for this rating alone, with a
minus. A row that comes to nothing stays until its day is counted again, and says nothing.
"""

from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from tortoise import connections

from actions.sql import months, rollups
from actions.sql.months import ROLLUPS
from models import RollupMonth
from rules.work_calendar import day_bounds

T = TypeVar("T")
HOLD_DAY = "UPDATE rollup_day SET version = version WHERE day = {month}"
LESS_RATED = """
INSERT INTO {name}_{span} (day, {columns}, ended, due, rated)
SELECT {day}, {own}, 0, 0, -1
FROM service_record s JOIN rating r ON r.service_record_id = s.id
WHERE r.id = {id} AND r.opinion IS NOT NULL AND r.late = {no} AND r.excluded_at IS NULL
  AND r.superseded_by_id IS NULL AND s.default_due_at >= {start} AND s.default_due_at < {end}
  AND {where}
"""
ADDED = " ON CONFLICT ({unique}) DO UPDATE SET {changes}"


def _added(name: str, span: str) -> str:
    """To the row that is there."""
    keys, counts = ROLLUPS[name]
    changes = ", ".join(f"{one} = {name}_{span}.{one} + excluded.{one}" for one in counts)
    return ADDED.format(unique=f"day, {keys}", changes=changes)


def _ratings(words: dict[str, str], span: str) -> list[str]:
    only = {"span": span, "sign": "-", "only": f"AND r.id = {words['id']}"}
    made = rollups.of_ratings(words | only)
    return [text + _added(name, span) for name, text in made.items()]


def _services(words: dict[str, str], span: str) -> list[str]:
    made = []
    for name, (columns, where) in rollups.SERVICES.items():
        own = ", ".join(f"s.{column}" for column in columns.split(", "))
        place = {"name": name, "span": span, "columns": columns, "own": own, "where": where}
        made.append(LESS_RATED.format(**words, **place) + _added(name, span))
    return made


def _all(words: dict[str, str]) -> dict[tuple[str, str], list[str]]:
    made = {("ratings", span): _ratings(words, span) for span in SPANS}
    return made | {("services", span): _services(words, span) for span in SPANS}


SPANS = ("day", "month")
POSTGRES = _all(rollups.POSTGRES | {"id": "$4"})
SQLITE = _all(rollups.SQLITE | {"id": "?4"})


async def hold(day: date) -> None:
    """Nobody counts this day until the transaction ends."""
    await _run(HOLD_DAY.format(**_words(months.POSTGRES, months.SQLITE)), day)


async def take_out(rating_id: UUID, *, rated: date, due: date | None) -> None:
    """Take a rating that stands in its days out of them, and out of the sums of their months.

    `due`: the day on which its service counts as rated. Inside the transaction that excludes it,
    which holds the days, and before it says so.
    """
    for what, day in (("ratings", rated), ("services", due)):
        if day is None:
            continue
        start, end = day_bounds(day)
        statements = _words(POSTGRES, SQLITE)
        for statement in statements[what, "day"]:
            await _run(statement, start, end, day, rating_id)
        month = months.month_of(day)
        await _run(months.HOLD.format(**_words(months.POSTGRES, months.SQLITE)), month)
        if await RollupMonth.filter(month=month, through__gte=day).exists():
            for statement in statements[what, "month"]:
                await _run(statement, start, end, month, rating_id)


def _client() -> Any:
    return connections.get("default")


def _words(in_postgres: T, in_sqlite: T) -> T:
    return in_postgres if _client().capabilities.dialect == "postgres" else in_sqlite


async def _run(statement: str, *values: date | datetime | UUID) -> None:
    await _client().execute_query(statement, list(_words(values, tuple(map(str, values)))))
