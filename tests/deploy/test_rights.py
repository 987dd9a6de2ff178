"""The program's own role in PostgreSQL does all of its work, and cannot change what was said."""

import asyncio
import os
import sys
from pathlib import Path

import asyncpg
import pytest
from tortoise.backends.base.executor import EXECUTOR_CACHE

from models import AuditEntry, Rating
from tests.journeys.steps import poor_rating, until_fed_back
from tests.support.house import House
from tests.support.postgres import PostgresServer
from tests.support.processes import ROOT
from tests.support.town import CHEN

REFUSED = (
    "UPDATE rating SET grade = 'very_satisfied'",
    "UPDATE rating SET rated_at = now()",
    "UPDATE rating SET evaluator_id = NULL",
    "DELETE FROM rating",
    "TRUNCATE rating CASCADE",
    "UPDATE audit_entry SET outcome = 'done'",
    "DELETE FROM audit_entry",
    "UPDATE audit_link SET hash = ''",
    "DELETE FROM audit_link",
    "UPDATE kept_log SET sha256 = ''",
    "DELETE FROM tombstone",
    "UPDATE transition SET action = 'solve'",
    "DELETE FROM transition",
    "DROP TABLE rating CASCADE",
    "ALTER TABLE rating DISABLE TRIGGER ALL",
    "CREATE TABLE mine (id int)",
    "DELETE FROM tortoise_migrations",
    "CREATE ROLE another",
    "COPY rating TO PROGRAM 'cat'",
)


@pytest.fixture
def database_url(postgres: PostgresServer, postgres_url: str) -> str:
    """As the program has it, instead of as the owner."""
    EXECUTOR_CACHE.clear()
    return postgres.as_program(postgres_url.rsplit("/", 1)[1])


@pytest.mark.req("3-3", "9-2")
async def test_the_programs_role_works_and_changes_no_rating(
    house: House, database_url: str, tmp_path: Path
) -> None:
    order = await poor_rating(house, await house.citizen(CHEN))
    await until_fed_back(house, order)
    await house.deliver()
    before = await Rating.all().values(), await AuditEntry.all().order_by("id").values()
    assert before[0]
    assert before[1]
    connection = await asyncpg.connect(database_url)
    try:
        for statement in REFUSED:
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await connection.execute(statement)
    finally:
        await connection.close()
    assert (await Rating.all().values(), await AuditEntry.all().order_by("id").values()) == before
    settings = {"HCP_DATABASE_URL": database_url, "HCP_DATA_DIR": str(tmp_path / "data")}
    saving = await asyncio.create_subprocess_exec(
        ROOT / "deploy" / "backup", tmp_path, env={**os.environ, **settings}
    )
    assert await saving.wait() == 0
    making = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", "from server.cli import main; main()", "migrate"),
        cwd=ROOT,
        env={**os.environ, **settings},
        stderr=asyncio.subprocess.PIPE,
    )
    _, said = await making.communicate()
    assert making.returncode == 1
    assert said.decode().splitlines()[-1].startswith("haochaping: HCP_DATABASE_URL is of a role")
    assert b"Traceback" not in said
