"""Years of ratings as a running city has them, written set-based and counted by the product.

    await history.build(url, Size(ratings=10_000_000, open=2_000_000, windows=3_000), now=now)

Of a hundred ratings 60 are opinions, 35 defaults and 5 walk-ins; of opinions one in fifty is poor
and has its work order. `a_day` are made each day, so that more ratings are a longer history and not
a busier one. Open services ended within the last four days and wait for a rating. Nothing here
writes a rollup: `actions.figures.rollups` counts every day as it does after a crash.
"""

import json
from dataclasses import astuple, dataclass
from datetime import date, datetime, timedelta

import asyncpg

from actions.figures import rollups
from benchmarks import places
from benchmarks.bare_tables import bare
from benchmarks.city import EVALUATORS
from rules.indicators import FIRST
from rules.rule_set import FOLDER, load
from rules.work_calendar import DAY, day_bounds, local_day
from server.database import close_database, open_database
from tests.support.town import build_town

SETTLED_DAYS = 9  # the newest rating is so old that its seven days are over
OPEN_DAYS = 4  # the days over which open services are spread: as many due moments
DAYS_TO_DEFAULT = 8  # from the day of the end to the midnight of the default, day seven over


@dataclass(frozen=True, slots=True)
class Size:
    ratings: int
    open: int
    windows: int
    a_day: int = 10_000

    @property
    def days(self) -> int:
        return -(-self.ratings // self.a_day)

    @property
    def citizens(self) -> int:
        """Nobody is at one window twice a day without an appointment."""
        return max(self.a_day, self.ratings // 100)


PLACES = """
CREATE UNLOGGED TABLE bench_place (n int PRIMARY KEY, window_id uuid, hall_id uuid,
  institution_id uuid, bureau_id uuid, officer_id uuid, item_id uuid)
"""
# Service n: the window by chance, the day by order; `h` is its chance, always the same.
SERVICE = f"""
SELECT n, h, n % 100 AS c, day, p.*,
  day + interval '30 minutes' + make_interval(secs => h % 32400) AS ended_at,
  day + make_interval(days => {DAYS_TO_DEFAULT}, hours => -8) AS due_at
FROM (
  SELECT n, hashint8(n) & 2147483647 AS h,
    ($2::date + (n / $3::int)::int)::timestamp AT TIME ZONE 'UTC' AS day
  FROM generate_series(0, $1::bigint - 1) n
) g
JOIN (SELECT n AS place, window_id, hall_id, institution_id, bureau_id, officer_id, item_id
  FROM bench_place) p ON p.place = g.h / 7 % $4::int
"""
SERVICES = f"""
INSERT INTO service_record (id, project_number, service_number, source, institution_id, bureau_id,
  hall_id, window_id, item_id, officer_id, applicant_index, ended_at, default_due_at, rule_set,
  typed, point, walk_in_evaluator_id, walk_in_day, walk_in_ordinal)
SELECT md5('service' || n)::uuid, 'P' || n, 1, CASE WHEN walk THEN 'walk_in' ELSE 'officer' END,
  institution_id, bureau_id, hall_id, window_id, CASE WHEN NOT walk THEN item_id END,
  CASE WHEN NOT walk THEN officer_id END, CASE WHEN NOT walk THEN md5('index' || n % $5::int) END,
  ended_at, CASE WHEN NOT walk THEN due_at END, $6, false, '',
  CASE WHEN walk THEN md5('citizen' || walker % $5::int)::uuid END,
  CASE WHEN walk THEN (ended_at AT TIME ZONE 'Asia/Shanghai')::date END,
  CASE WHEN walk THEN 1 END
FROM (SELECT *, c >= 95 AS walk, n / 100 * 5 + c AS walker FROM ({SERVICE}) made) s
"""
RATINGS = f"""
INSERT INTO rating (id, service_record_id, ordinal, opinion, grade, origin, identity_basis, channel,
  rated_at, late, tags, dimensions, text, anonymous, evaluator_id, session_id, key, due_at,
  written_at, receipt_number, receipt_hash)
SELECT md5('rating' || n)::uuid, md5('service' || n)::uuid, 1,
  CASE WHEN NOT silent THEN 1 END,
  CASE WHEN silent THEN 'basically_satisfied' ELSE grade END,
  CASE WHEN silent THEN 'default' ELSE 'citizen' END,
  CASE WHEN silent THEN 'none' ELSE 'self_verified' END,
  CASE WHEN silent THEN 'system_default' WHEN h % 3 = 0 THEN 'platform' ELSE 'window_code' END,
  CASE WHEN silent THEN due_at WHEN c >= 95 THEN ended_at
    ELSE ended_at + make_interval(secs => h % 172800) END,
  false, CASE WHEN silent OR h % 4 = 0 THEN '' ELSE tag END,
  CASE WHEN silent OR h % 10 > 0 THEN '{{}}' ELSE $6 END, '', true,
  CASE WHEN NOT silent THEN md5('citizen' || CASE WHEN c >= 95 THEN n / 100 * 5 + c ELSE n END
    % $5::int)::uuid END,
  CASE WHEN NOT silent THEN md5('session' || n)::uuid END, CASE WHEN NOT silent THEN 'k' || n END,
  CASE WHEN silent THEN due_at END, CASE WHEN silent THEN due_at END,
  upper(left(md5('receipt' || n), 20)), CASE WHEN silent THEN '' ELSE md5('a' || n) || md5('b' || n)
  END
FROM (
  SELECT *, c >= 60 AND c < 95 AS silent,
    CASE WHEN x < 600 THEN 'very_satisfied' WHEN x < 900 THEN 'satisfied'
      WHEN x < 980 THEN 'basically_satisfied' WHEN x < 993 THEN 'dissatisfied'
      ELSE 'very_dissatisfied' END AS grade,
    CASE WHEN x < 600 THEN 510 + h % 8 WHEN x < 900 THEN 406 + h % 8
      WHEN x < 980 THEN 307 + h % 8 WHEN x < 993 THEN 207 + h % 8 ELSE 108 + h % 8 END::text AS tag
  FROM (SELECT *, h / 101 % 1000 AS x FROM ({SERVICE}) made) graded
) s
"""
# One in fifty opinions with its order: those of the last month are under way, the others closed.
ORDERS = """
INSERT INTO work_order (id, number, rating_id, status, version, round, returned, bureau_id,
  area_id, institution_id, opened_at, due_what, due_at, due_provisional, closed_at)
SELECT md5('order' || r.id)::uuid, 'B' || row_number() OVER (ORDER BY r.rated_at, r.id), r.id,
  CASE WHEN fresh THEN 'accepted' ELSE 'solved' END, CASE WHEN fresh THEN 3 ELSE 7 END, 1, 0,
  s.bureau_id, s.bureau_id, s.institution_id, r.rated_at, CASE WHEN fresh THEN 'rectify' END,
  CASE WHEN fresh THEN {due} END, false,
  CASE WHEN NOT fresh THEN r.rated_at + interval '10 days' END
FROM (SELECT *, rated_at > $1::timestamptz - interval '30 days' AS fresh FROM rating
  WHERE grade LIKE '%dissatisfied') r JOIN service_record s ON s.id = r.service_record_id
""".format(due="date_trunc('day', r.rated_at) + interval '14 days 16 hours'")
ROUNDS = """
INSERT INTO order_round (id, order_id, round, institution_id, due_at)
SELECT md5('round' || id)::uuid, id, 1, institution_id,
  date_trunc('day', opened_at) + interval '14 days 16 hours' FROM work_order
"""
ENTRIES = """
INSERT INTO entry (id, order_id, step, round, kind, text, handling, plan, at, staff_id, office)
SELECT gen_random_uuid(), o.id, k.step, 1, k.kind, '已核实并向群众说明，问题已经整改到位。',
  '', '', o.opened_at + make_interval(days => k.step), $1::uuid, '受理机构'
FROM work_order o
CROSS JOIN (VALUES ('response', 4), ('rectification', 5), ('feedback', 6)) k (kind, step)
WHERE o.closed_at IS NOT NULL
"""
STEPS = """
INSERT INTO transition (id, order_id, number, action, before, after, at, actor, staff_id, office,
  note)
SELECT gen_random_uuid(), o.id, k.number, k.action, k.before, k.after,
  o.opened_at + make_interval(days => k.number - 1), k.actor,
  CASE k.actor WHEN 'bureau' THEN $1::uuid WHEN 'handler' THEN $2::uuid END, '', ''
FROM work_order o
CROSS JOIN (VALUES (1, 'open', '', 'opened', 'system'),
  (2, 'dispatch', 'opened', 'dispatched', 'bureau'),
  (3, 'accept', 'dispatched', 'accepted', 'handler'),
  (4, 'respond', 'accepted', 'responded', 'handler'),
  (5, 'rectify', 'responded', 'rectified', 'handler'),
  (6, 'feed_back', 'rectified', 'fed_back', 'handler'),
  (7, 'confirm', 'fed_back', 'solved', 'evaluator')) k (number, action, before, after, actor)
WHERE k.number <= o.version
"""
ORDER_CHANGES = """
INSERT INTO order_change (id, order_id, day, at)
SELECT gen_random_uuid(), (array_agg(order_id))[1], due_on, $1 FROM (
  SELECT order_id, ((due_at - interval '1 second') AT TIME ZONE 'Asia/Shanghai')::date AS due_on
  FROM order_round) r
GROUP BY due_on
"""
SETTLED = """
INSERT INTO settlement (due_at, version, made, settled_at)
SELECT default_due_at, 1, 0, $1 FROM service_record WHERE default_due_at <= $1 GROUP BY 1
ON CONFLICT DO NOTHING
"""
WAITING = f"""
INSERT INTO service_record (id, project_number, service_number, source, institution_id, bureau_id,
  hall_id, window_id, item_id, officer_id, applicant_index, ended_at, default_due_at, rule_set,
  typed, point)
SELECT md5('open' || n)::uuid, 'O' || n, 1, 'officer', institution_id, bureau_id, hall_id,
  window_id, item_id, officer_id, md5('index' || n % $5::int), ended_at, due_at, $6, false, ''
FROM ({SERVICE}) s
"""


def first_day(size: Size, now: datetime) -> date:
    return local_day(now) - timedelta(days=SETTLED_DAYS + size.days - 1)


def due_moments(now: datetime) -> list[datetime]:
    """The midnights at which the open services fall due, the earliest first."""
    first = local_day(now) - timedelta(days=OPEN_DAYS - 1 - DAYS_TO_DEFAULT)
    return [day_bounds(first + timedelta(days=n))[0] for n in range(OPEN_DAYS)]


async def build(url: str, size: Size, *, now: datetime) -> int:
    """Fill a migrated database and have its days counted; how many days that were."""
    await open_database(url)
    try:
        town = await build_town(now)
        listed = await places.build(town, windows=size.windows, now=now)
        connection = await asyncpg.connect(url)
        try:
            await _write(connection, size, listed, now)
            staff = (town.staff["xiangqiao"].id, town.staff["handler"].id)
            await _write_orders(connection, staff, now)
            await connection.execute(SETTLED, now)
            await connection.execute("DROP TABLE bench_place")
            await connection.execute("VACUUM (ANALYZE)")
            days = await count(now=now)
            await connection.execute("VACUUM (ANALYZE)")
        finally:
            await connection.close()
    finally:
        await close_database()
    return days


async def refresh(url: str, *, now: datetime) -> int:
    """Count what a database that was kept has to count by now, and sum its months."""
    await open_database(url)
    try:
        days = await count(now=now)
        connection = await asyncpg.connect(url)
        try:
            await connection.execute("VACUUM (ANALYZE)")
        finally:
            await connection.close()
    finally:
        await close_database()
    return days


async def count(*, now: datetime) -> int:
    """Every day from the ratings themselves, as the job loop counts them."""
    days = 0
    while (counted := await rollups.refresh(now=now)) > 2:  # today and yesterday come every time
        days += counted
    return days


async def _write(
    connection: asyncpg.Connection, size: Size, listed: list[places.Place], now: datetime
) -> None:
    await connection.execute(EVALUATORS, size.citizens, now)
    await connection.execute(PLACES)
    await connection.copy_records_to_table(
        "bench_place", records=[(n, *astuple(one)) for n, one in enumerate(listed)]
    )
    rules = load(next(FOLDER.glob("*.toml"))).code
    shared = (size.ratings, first_day(size, now), size.a_day, size.windows, size.citizens)
    recent = local_day(now) - (OPEN_DAYS - 1) * DAY
    waiting = (size.open, recent, -(-size.open // OPEN_DAYS), size.windows, size.citizens)
    scores = json.dumps({min(FIRST.asked): 4})
    async with bare(connection):
        await connection.execute(SERVICES, *shared, rules)
        await connection.execute(WAITING, *waiting, rules)
        await connection.execute(RATINGS, *shared, scores)


async def _write_orders(
    connection: asyncpg.Connection, staff: tuple[object, object], now: datetime
) -> None:
    bureau, handler = staff
    await connection.execute("ANALYZE rating, service_record")
    await connection.execute(ORDERS, now)
    await connection.execute(ROUNDS)
    await connection.execute(ENTRIES, handler)
    await connection.execute(STEPS, bureau, handler)
    await connection.execute(ORDER_CHANGES, now)
