"""The data a benchmark runs on: citizens with sessions, each with finished services to rate.

Ids and tokens follow from a number, so that pgbench, the load and the database agree on them
without asking; md5 scatters them as random ids are scattered.
"""

import hashlib
from datetime import datetime, timedelta
from uuid import UUID

import asyncpg

from rules.defaults import default_due_at
from rules.rule_set import FOLDER, load
from server.database import close_database, open_database
from tests.support.town import Town, build_town

EVALUATORS = """
INSERT INTO evaluator (id, document_type, document_index, name_sealed, verified_by, verified_at)
SELECT md5('citizen' || n)::uuid, 'resident_id', md5('index' || n), '\\x00', 'redirect', $2
FROM generate_series(0, $1::int - 1) n
"""
SESSIONS = """
INSERT INTO citizen_session (id, token_hash, evaluator_id, created_at, expires_at)
SELECT gen_random_uuid(), encode(sha256(('token' || n)::bytea), 'hex'), md5('citizen' || n)::uuid,
  $2::timestamptz, $2::timestamptz + interval '30 days'
FROM generate_series(0, $1::int - 1) n
"""
SERVICES = """
INSERT INTO service_record (id, project_number, service_number, source, institution_id, bureau_id,
  hall_id, window_id, item_id, officer_id, applicant_index, ended_at, default_due_at, rule_set,
  typed, point)
SELECT md5('service' || n)::uuid, 'P' || n, 1, 'officer', $3::uuid, $4::uuid, $5::uuid, $6::uuid,
  $7::uuid, $8::uuid, md5('index' || (n % $2::int)), $9::timestamptz, $10::timestamptz, $11, false,
  ''
FROM generate_series(0, $1::int - 1) n
"""


def service_id(number: int) -> UUID:
    return UUID(hashlib.md5(f"service{number}".encode()).hexdigest())


def token(citizen: int) -> str:
    return f"token{citizen}"


async def build(url: str, *, services: int, citizens: int, now: datetime) -> None:
    """Fill a migrated database; service n belongs to citizen n % citizens."""
    await open_database(url)
    town = await build_town(now)
    await close_database()
    connection = await asyncpg.connect(url)
    try:
        await _fill(connection, town, services, citizens, now)
    finally:
        await connection.close()


async def _fill(
    connection: asyncpg.Connection, town: Town, services: int, citizens: int, now: datetime
) -> None:
    rules = load(next(FOLDER.glob("*.toml")))
    ended = now - timedelta(hours=1)
    await connection.execute(EVALUATORS, citizens, now)
    await connection.execute(SESSIONS, citizens, now)
    await connection.execute(
        SERVICES,
        services,
        citizens,
        town.institution.id,
        town.institution.bureau_id,
        town.window.hall_id,
        town.window.id,
        town.item.id,
        town.staff["officer"].id,
        ended,
        default_due_at(ended, rules),
        rules.code,
    )
    await connection.execute("VACUUM ANALYZE")
