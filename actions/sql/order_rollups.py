"""Rounds of work orders due on one local day, counted from the orders, on both databases.

A clock that ends at 24:00 of a day is due on that day. Orders closed as invalid count nowhere, and
only the last round of an order can be rectified (12-9, 13-5; docs/decisions/0024).
"""

import sqlite3
from datetime import date
from typing import Any

from tortoise import connections

from rules.rectification import RECTIFIED_BY, Action, EntryKind, Status
from rules.work_calendar import day_bounds

ENDED = ", ".join(f"'{status}'" for status in sorted(RECTIFIED_BY))
ENTRY = (
    "SELECT {what} FROM entry e WHERE e.order_id = w.order_id AND e.round = w.round"
    " AND e.kind = '{kind}'"
)
ALL_ENTRIES = (
    "(SELECT COUNT(*) FROM entry e WHERE e.order_id = w.order_id AND e.round = w.round)"
    f" = {len(EntryKind)}"
)
FED_BACK = ENTRY.format(what="e.at", kind=EntryKind.FEEDBACK)
# Calls of this round: after its reopening, and before the next.
CALLED = (
    "SELECT 1 FROM transition t WHERE t.order_id = w.order_id"
    f" AND t.action = '{Action.CALL_REACHED}' AND w.round = 1 + (SELECT COUNT(*) FROM transition p"
    f" WHERE p.order_id = t.order_id AND p.action = '{Action.REOPEN}' AND p.number < t.number)"
)
COUNT = f"""
INSERT INTO order_day (day, institution_id, bureau_id, hall_id, window_id, item_id, channel,
  due, rectified, in_time, contacted)
SELECT {{day}}, institution_id, bureau_id, hall_id, window_id, item_id, channel,
  COUNT(*), SUM(rectified), SUM(CASE WHEN rectified = 1 THEN in_time ELSE 0 END), SUM(contacted)
FROM (
  SELECT w.institution_id, s.bureau_id, s.hall_id, s.window_id, s.item_id, r.channel,
    CASE WHEN o.round = w.round AND o.status IN ({ENDED}) AND {ALL_ENTRIES}
      THEN 1 ELSE 0 END AS rectified,
    CASE WHEN ({FED_BACK}) < w.due_at THEN 1 ELSE 0 END AS in_time,
    CASE WHEN EXISTS ({ENTRY.format(what="1", kind=EntryKind.RESPONSE)}) OR EXISTS ({CALLED})
      THEN 1 ELSE 0 END AS contacted
  FROM order_round w
  JOIN work_order o ON o.id = w.order_id
  JOIN rating r ON r.id = o.rating_id
  JOIN service_record s ON s.id = r.service_record_id
  WHERE w.due_at > {{start}} AND w.due_at <= {{end}} AND o.status <> '{Status.CLOSED_INVALID}'
) found
GROUP BY institution_id, bureau_id, hall_id, window_id, item_id, channel
"""
IN_POSTGRES = COUNT.format(start="$1", end="$2", day="$3::date")
IN_SQLITE = COUNT.format(start="?1", end="?2", day="?3")
LOCK = 6041908  # advisory: of two who count the same day the second waits


async def count_orders(day: date) -> None:
    """Count a day anew, in one transaction."""
    client: Any = connections.get("default")
    start, end = day_bounds(day)
    if client.capabilities.dialect == "postgres":
        async with client.acquire_connection() as connection, connection.transaction():
            await connection.execute(f"SELECT pg_advisory_xact_lock({LOCK}, {day.toordinal()})")
            await connection.execute("DELETE FROM order_day WHERE day = $1", day)
            await connection.execute(IN_POSTGRES, start, end, day)
        return

    def work(connection: sqlite3.Connection) -> None:
        connection.execute("DELETE FROM order_day WHERE day = ?", (str(day),))
        connection.execute(IN_SQLITE, (str(start), str(end), str(day)))

    await client.in_one_transaction(work)
