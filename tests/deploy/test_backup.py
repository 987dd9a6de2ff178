"""Backup and restore bring back exactly what was there, on both databases."""

import os
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.support.postgres import PostgresServer
from tests.support.processes import ROOT

Sql = Callable[[str], str]
REGIONS = "SELECT code, name FROM region ORDER BY code"


@pytest.fixture
def sql(database_url: str, postgres: PostgresServer) -> Sql:
    """One statement on the database of this test."""

    def on_postgres(statement: str) -> str:
        return postgres.sql(statement, database=database_url.rsplit("/", 1)[1])

    def on_sqlite(statement: str) -> str:
        with closing(sqlite3.connect(database_url.removeprefix("sqlite://"))) as connection:
            rows = connection.execute(statement).fetchall()
            connection.commit()
        return "".join("|".join(map(str, row)) + "\n" for row in rows)

    return on_sqlite if database_url.startswith("sqlite") else on_postgres


@pytest.fixture
def run(database_url: str, tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    def command(name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        settings = {
            "HCP_DATABASE_URL": database_url,
            "HCP_DATA_DIR": str(tmp_path / "data"),
            "HCP_SEALING_KEYS": "1=00",
        }
        return subprocess.run(
            [ROOT / "deploy" / name, *arguments],
            env={**os.environ, **settings},
            capture_output=True,
            text=True,
        )

    return command


def a_region(code: str, name: str) -> str:
    return (
        "INSERT INTO region (id, code, name, level) VALUES "
        f"('7d3f0a52-8f3e-4f0e-9c1d-2a55d0f7e6{code}', '{code}', '{name}', 'county')"
    )


def test_what_was_lost_comes_back(sql: Sql, run, tmp_path: Path) -> None:
    picture = tmp_path / "data" / "pictures" / "ab" / "one"
    picture.parent.mkdir(parents=True)
    picture.write_bytes(b"\xff\xd8 picture")
    (tmp_path / "data" / "keys").write_text("secret")
    sql(a_region("10", "湘桥区"))
    before = sql(REGIONS)

    saved = run("backup", str(tmp_path / "backups"))
    assert saved.returncode == 0, saved.stderr
    folder = Path(saved.stdout.strip())

    sql("DELETE FROM region")
    sql(a_region("20", "饶平县"))
    sql("CREATE TABLE left_over (id INTEGER)")
    picture.unlink()

    refused = run("restore", str(folder))
    assert refused.returncode == 1
    assert "--replace" in refused.stderr
    assert "饶平县" in sql(REGIONS)

    restored = run("restore", str(folder), "--replace")
    assert restored.returncode == 0, restored.stderr
    assert sql(REGIONS) == before
    assert picture.read_bytes() == b"\xff\xd8 picture"
    with pytest.raises((sqlite3.OperationalError, subprocess.CalledProcessError)):
        sql("SELECT * FROM left_over")


def test_keys_are_not_in_a_backup(run, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "keys").write_text("1=5ec2e7")
    folder = Path(run("backup", str(tmp_path / "backups")).stdout.strip())
    assert all(b"5ec2e7" not in file.read_bytes() for file in folder.iterdir())


def test_a_damaged_backup_changes_nothing(sql: Sql, run, tmp_path: Path) -> None:
    sql(a_region("10", "湘桥区"))
    folder = Path(run("backup", str(tmp_path / "backups")).stdout.strip())
    (folder / "pictures.tar").write_bytes(b"cut")
    sql(a_region("20", "饶平县"))
    refused = run("restore", str(folder), "--replace")
    assert refused.returncode == 1
    assert "damaged" in refused.stderr
    assert "饶平县" in sql(REGIONS)


def test_a_password_is_no_word_of_a_command(tmp_path: Path) -> None:
    """The words of every command are read by everybody on the machine."""
    dump = tmp_path / "pg_dump"
    told = f'printf \'%s %s\' "$PGPASSWORD" "$*" >{tmp_path}/told'
    dump.write_text(f'#!/bin/sh\n{told}\ntouch "${{4#--file=}}"\n')
    dump.chmod(0o755)
    settings = {
        "HCP_DATABASE_URL": "postgres://haochaping:se%23c\\ret@127.0.0.1:5432/city",
        "HCP_DATA_DIR": str(tmp_path / "data"),
        "PATH": f"{tmp_path}:{os.environ['PATH']}",
    }
    subprocess.run([ROOT / "deploy" / "backup", str(tmp_path)], env=settings, check=True)
    password, *words = (tmp_path / "told").read_text().split()
    assert password == "se#c\\ret"
    assert words[-1] == "postgres://haochaping@127.0.0.1:5432/city"
