"""The rollups of one local day, counted from the ratings themselves, on both databases.

Ratings count by their own moment (a default by its due moment), services by their end and by the
end of their seven days. Late, excluded and superseded ratings count nowhere (6-3, 12-5, 13-5).
"""

import sqlite3
from datetime import date, datetime
from typing import Any

from tortoise import connections

from actions.sql import indicator_rollups
from actions.sql.months import DAY_CHANGES_POSTGRES, DAY_CHANGES_SQLITE, ROLLUPS, month_of
from rules.grades import GRADES
from rules.work_calendar import day_bounds

COUNTS = ", ".join(GRADES)
SUMS = ", ".join(f"{{sign}}SUM(CASE WHEN r.grade = '{one}' THEN 1 ELSE 0 END)" for one in GRADES)
SERIES = (
    "CASE WHEN r.origin = 'default' THEN 'default' "
    "WHEN s.source = 'walk_in' THEN 'walk_in' ELSE 'opinion' END"
)
OPINION = "r.origin <> 'default' AND s.source <> 'walk_in'"
RATED = """
FROM rating r JOIN service_record s ON s.id = r.service_record_id {more}
WHERE r.rated_at >= {start} AND r.rated_at < {end} AND r.excluded_at IS NULL
  AND r.superseded_by_id IS NULL AND r.late = {no} {only}
"""
# What is counted: the columns of a service it counts by; the rows it takes.
GRADED: dict[str, tuple[str, str]] = {
    "institution": ("institution_id, bureau_id, channel", "true"),
    "window": ("window_id, hall_id, bureau_id", "s.window_id IS NOT NULL"),
    "hall": ("hall_id, bureau_id", "s.window_id IS NOT NULL"),
    "officer": ("officer_id, institution_id", f"s.officer_id IS NOT NULL AND {OPINION}"),
    "item": ("institution_id, item_id, bureau_id", "s.item_id IS NOT NULL"),
}
TAGS = (
    """
INSERT INTO tag_{span} (day, institution_id, bureau_id, tag, count)
SELECT {day}, s.institution_id, s.bureau_id, {tag}, {sign}COUNT(*)
"""
    + RATED
    + f" AND r.tags <> '' AND {OPINION} GROUP BY 2, 3, 4"
)
SERVED = """
INSERT INTO {name}_day (day, {columns}, ended, due, rated)
SELECT {{day}}, {columns}, SUM(ended), SUM(due), SUM(rated) FROM (
  SELECT {columns}, 1 AS ended, 0 AS due, 0 AS rated FROM service_record
  WHERE ended_at >= {{start}} AND ended_at < {{end}} AND source <> 'walk_in' AND {where}
  UNION ALL
  SELECT {own}, 0, 1, CASE WHEN r.id IS NULL THEN 0 ELSE 1 END
  FROM service_record s LEFT JOIN rating r ON r.service_record_id = s.id
    AND r.opinion IS NOT NULL AND r.late = {{no}} AND r.excluded_at IS NULL
    AND r.superseded_by_id IS NULL
  WHERE s.default_due_at >= {{start}} AND s.default_due_at < {{end}} AND {where}
) found GROUP BY {columns}
"""
SERVICES: dict[str, tuple[str, str]] = {
    "service": ("institution_id, bureau_id", "true"),
    "service_window": ("window_id, hall_id, bureau_id", "window_id IS NOT NULL"),
    "service_hall": ("hall_id, bureau_id", "window_id IS NOT NULL"),
    "service_item": ("institution_id, item_id, bureau_id", "item_id IS NOT NULL"),
}
TABLES = tuple(f"{name}_day" for name in ROLLUPS)
POSTGRES = {
    "start": "$1",
    "end": "$2",
    "day": "$3::date",
    "no": "false",
    "tag": "t.tag",
    "split": "CROSS JOIN LATERAL unnest(string_to_array(r.tags, ',')) AS t(tag)",
    **indicator_rollups.IN_POSTGRES,
}
SQLITE = {
    "start": "?1",
    "end": "?2",
    "day": "?3",
    "no": "0",
    "tag": "t.value",
    "split": """JOIN json_each('["' || replace(r.tags, ',', '","') || '"]') t""",
    **indicator_rollups.IN_SQLITE,
}


def of_ratings(words: dict[str, str]) -> dict[str, str]:
    """The INSERT of each count of ratings, in one dialect; `words` say of which and whereto."""
    made = {name: _graded(name, *GRADED[name]).format(**words, more="") for name in GRADED}
    made["tag"] = TAGS.format(**words, more=words["split"])
    made["indicator"] = indicator_rollups.SCORED.format(**words)
    return made


def _of_services(words: dict[str, str]) -> list[str]:
    return [_served(name, *SERVICES[name]).format(**words) for name in SERVICES]


def _served(name: str, columns: str, where: str) -> str:
    own = ", ".join(f"s.{column}" for column in columns.split(", "))
    return SERVED.format(name=name, columns=columns, own=own, where=where)


def _graded(name: str, columns: str, where: str) -> str:
    own = ", ".join(f"{'r' if one == 'channel' else 's'}.{one}" for one in columns.split(", "))
    places = ", ".join(str(n) for n in range(2, 4 + len(columns.split(", "))))
    return (
        f"INSERT INTO {name}_{{span}} (day, series, rule_set, {columns}, {COUNTS})\n"
        f"SELECT {{day}}, {SERIES}, s.rule_set, {own}, {SUMS}\n"
        f"{RATED} AND {where} GROUP BY {places}"
    )


WHOLE_DAY = {"span": "day", "sign": "", "only": ""}
IN_POSTGRES, IN_SQLITE = (
    [*of_ratings(words | WHOLE_DAY).values(), *_of_services(words)] for words in (POSTGRES, SQLITE)
)


# A plan for any day would take it for a two-hundredth of all there is, and read everything.
FOR_THIS_DAY = "SET LOCAL plan_cache_mode = force_custom_plan"


async def count_day(day: date, *, version: int, now: datetime) -> None:
    """Count a day anew, in one transaction; of two who count it at once the second waits."""
    client: Any = connections.get("default")
    start, end = day_bounds(day)
    if client.capabilities.dialect == "postgres":
        async with client.acquire_connection() as connection, connection.transaction():
            await connection.execute(FOR_THIS_DAY)
            await connection.fetch("SELECT 1 FROM rollup_day WHERE day = $1 FOR UPDATE", day)
            for table in TABLES:
                await connection.execute(f"DELETE FROM {table} WHERE day = $1", day)
            for statement in IN_POSTGRES:
                await connection.execute(statement, start, end, day)
            await connection.execute(
                "UPDATE rollup_day SET counted_at = $1 WHERE day = $2 AND version = $3",
                now,
                day,
                version,
            )
            await connection.execute(DAY_CHANGES_POSTGRES, month_of(day), day)
        return

    def work(connection: sqlite3.Connection) -> None:
        for table in TABLES:
            connection.execute(f"DELETE FROM {table} WHERE day = ?", (str(day),))
        for statement in IN_SQLITE:
            connection.execute(statement, (str(start), str(end), str(day)))
        connection.execute(
            "UPDATE rollup_day SET counted_at = ? WHERE day = ? AND version = ?",
            (str(now), str(day), version),
        )
        connection.execute(DAY_CHANGES_SQLITE, (str(month_of(day)), str(day)))

    await client.in_one_transaction(work)
