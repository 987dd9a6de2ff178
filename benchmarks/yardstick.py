"""The yardstick: pgbench with one prepared statement a rating, the same rows in the same tables."""

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tests.support.postgres import PostgresServer
from tests.support.processes import program

RATING = """
INSERT INTO rating (id, service_record_id, ordinal, opinion, grade, origin, identity_basis,
  channel, rated_at, late, tags, dimensions, text, anonymous, evaluator_id, session_id, key,
  receipt_number, receipt_hash)
VALUES (gen_random_uuid(), md5('service' || :service)::uuid, 1, 1, '{grade}', 'citizen',
  'self_verified', 'window_code', now(), false, '{tag}', '{{}}', '', true,
  md5('citizen' || :citizen)::uuid, gen_random_uuid(), md5('key' || :service),
  substr(md5(random()::text), 1, 16), md5(random()::text) || md5(random()::text))
ON CONFLICT DO NOTHING
"""
ORDER = """
WITH stored AS ({rating} RETURNING id, rated_at, service_record_id
), opened AS (
  INSERT INTO work_order (id, number, rating_id, status, version, round, returned, bureau_id,
    area_id, opened_at, due_what, due_at, due_provisional)
  SELECT gen_random_uuid(), (random() * 1e12)::bigint, stored.id, 'opened', 1, 1, 0, s.bureau_id,
    s.bureau_id, rated_at, 'dispatch', rated_at + interval '1 day', false
  FROM stored JOIN service_record s ON s.id = stored.service_record_id RETURNING id, opened_at
), noted AS (
  INSERT INTO transition (id, order_id, number, action, before, after, at, actor, office, note)
  SELECT gen_random_uuid(), id, 1, 'open', '', 'opened', opened_at, 'system', '', '' FROM opened
)
INSERT INTO outbox_message (id, topic, order_id, payload, state, attempts, run_at, created_at)
SELECT gen_random_uuid(), 'work_order_opened', id, '{{}}', 'queued', 0, opened_at, opened_at
FROM opened
"""
NEXT = """\\set n :n + 1
\\set service :client_id * :each + :n - 1 + :first
\\set citizen :service % :citizens
"""


@dataclass(frozen=True, slots=True)
class Figures:
    """What pgbench says of a run."""

    per_second: float
    mean_ms: float


def run(
    server: PostgresServer,
    database: str,
    folder: Path,
    *,
    first: int,
    each: int,
    citizens: int,
    connections: int,
) -> Figures:
    """`each` ratings on every connection, of the services from `first` on; one in 50 is poor."""
    good, poor = folder / "good.sql", folder / "poor.sql"
    good.write_text(NEXT + _line(RATING.format(grade="satisfied", tag="413")))
    rating = RATING.format(grade="dissatisfied", tag="213")
    poor.write_text(NEXT + _line(ORDER.format(rating=rating)))
    variables = {"n": 0, "first": first, "each": each, "citizens": citizens}
    done = subprocess.run(
        [
            *(program("pgbench", "/usr/lib/postgresql/*/bin/pgbench"), "-n", "-M", "prepared"),
            *("-c", str(connections), "-j", "2", "-t", str(each)),
            *("-f", f"{good}@49", "-f", f"{poor}@1"),
            *(word for name, value in variables.items() for word in ("-D", f"{name}={value}")),
            server.url(database),
        ],
        check=True,
        capture_output=True,
        text=True,
    )
    return Figures(_number(r"tps = ([\d.]+)", done.stdout), _mean(done.stdout))


def _line(statement: str) -> str:
    return " ".join(statement.split()) + ";\n"


def _mean(output: str) -> float:
    return _number(r"latency average = ([\d.]+)", output)


def _number(pattern: str, output: str) -> float:
    found = re.search(pattern, output)
    assert found is not None, output
    return float(found[1])
