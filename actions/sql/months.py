"""The sums of a month, made of the rows of its days; on both databases.

Whoever changes rows of a day ends by saying so to its month, and whoever sums a month holds it
first: so one waits for the other, and a sum says the same as its days while `through` is there.
"""

import sqlite3
from datetime import date
from typing import Any

from tortoise import connections

from rules.grades import GRADES

GRADE_COUNTS = tuple(map(str, GRADES))
SERVICE_COUNTS = ("ended", "due", "rated")
# What is counted: the columns that tell its rows apart, and those that are summed.
ROLLUPS: dict[str, tuple[str, tuple[str, ...]]] = {
    "institution": ("series, rule_set, institution_id, bureau_id, channel", GRADE_COUNTS),
    "window": ("series, rule_set, window_id, hall_id, bureau_id", GRADE_COUNTS),
    "hall": ("series, rule_set, hall_id, bureau_id", GRADE_COUNTS),
    "officer": ("series, rule_set, officer_id, institution_id", GRADE_COUNTS),
    "item": ("series, rule_set, institution_id, item_id, bureau_id", GRADE_COUNTS),
    "tag": ("institution_id, bureau_id, tag", ("count",)),
    "service": ("institution_id, bureau_id", SERVICE_COUNTS),
    "service_window": ("window_id, hall_id, bureau_id", SERVICE_COUNTS),
    "service_hall": ("hall_id, bureau_id", SERVICE_COUNTS),
    "service_item": ("institution_id, item_id, bureau_id", SERVICE_COUNTS),
    "indicator": (
        "institution_id, bureau_id, hall_id, indicator_set, item",
        ("answers", "total"),
    ),
}
# A day that is in no sum yet leaves the sum as it is.
DAY_CHANGES = """
INSERT INTO rollup_month (month, through) VALUES ({month}, NULL)
ON CONFLICT (month) DO UPDATE
SET through = CASE WHEN rollup_month.through < {last} THEN rollup_month.through END
"""
HOLD = """
INSERT INTO rollup_month (month, through) VALUES ({month}, NULL)
ON CONFLICT (month) DO UPDATE SET through = rollup_month.through
"""
FORGET = "DELETE FROM {name}_month WHERE day = {month}"
SUM = """
INSERT INTO {name}_month (day, {keys}, {counts})
SELECT {month}, {keys}, {sums} FROM {name}_day WHERE day >= {month} AND day <= {last}
GROUP BY {keys}
"""
SUMMED = "UPDATE rollup_month SET through = {last} WHERE month = {month}"
POSTGRES = {"month": "$1::date", "last": "$2::date"}
SQLITE = {"month": "?1", "last": "?2"}


def _sums(words: dict[str, str]) -> list[tuple[str, str]]:
    """What clears a month of each table, and what fills it."""
    made = []
    for name, (keys, counts) in ROLLUPS.items():
        sums = ", ".join(f"SUM({count})" for count in counts)
        own = {"name": name, "keys": keys, "counts": ", ".join(counts), "sums": sums, **words}
        made.append((FORGET.format(**own), SUM.format(**own)))
    return made


DAY_CHANGES_POSTGRES, DAY_CHANGES_SQLITE = (DAY_CHANGES.format(**w) for w in (POSTGRES, SQLITE))
IN_POSTGRES, IN_SQLITE = _sums(POSTGRES), _sums(SQLITE)


def month_of(day: date) -> date:
    return day.replace(day=1)


async def sum_month(month: date, *, through: date) -> None:
    """Sum the days from the first of the month until `through`, in one transaction."""
    client: Any = connections.get("default")
    if client.capabilities.dialect == "postgres":
        async with client.acquire_connection() as connection, connection.transaction():
            await connection.execute(HOLD.format(**POSTGRES), month)
            for clear, fill in IN_POSTGRES:
                await connection.execute(clear, month)
                await connection.execute(fill, month, through)
            await connection.execute(SUMMED.format(**POSTGRES), month, through)
        return

    def work(connection: sqlite3.Connection) -> None:
        span = (str(month), str(through))
        connection.execute(HOLD.format(**SQLITE), span[:1])
        for clear, fill in IN_SQLITE:
            connection.execute(clear, span[:1])
            connection.execute(fill, span)
        connection.execute(SUMMED.format(**SQLITE), span)

    await client.in_one_transaction(work)
