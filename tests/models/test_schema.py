"""The catalogue of both databases holds what the models and migrations promise."""

import re
from collections.abc import AsyncIterator
from importlib import import_module
from itertools import pairwise
from typing import Any
from uuid import uuid4

import pytest
import pytest_asyncio
from tortoise import Tortoise, connections
from tortoise.exceptions import IntegrityError
from tortoise.migrations.operations import AddField

import models
from migrations._checks import AddChecks
from models.privacy import PERSONAL, PLAIN
from server.database import close_database, open_database
from tests.support.house import House, rating
from tests.support.processes import ROOT
from tests.support.town import CHEN, NOW

MIGRATIONS = sorted((ROOT / "migrations").glob("[0-9]*.py"))


def named_checks() -> set[str]:
    """Every CHECK the migrations name."""
    operations = [
        operation
        for path in MIGRATIONS
        for operation in import_module(f"migrations.{path.stem}").Migration.operations
    ]
    return {name for one in operations if isinstance(one, AddChecks) for name in one.checks}


def test_migrations_are_one_chain() -> None:
    """Each follows the one before it; two that fork would be applied in either order."""
    names = [path.stem for path in MIGRATIONS]
    for before, name in pairwise(names):
        assert import_module(f"migrations.{name}").Migration.dependencies == [("models", before)]


def test_a_column_that_is_added_says_what_older_rows_hold() -> None:
    """Otherwise only an empty database can be migrated."""
    operations = [
        (path.stem, operation)
        for path in MIGRATIONS
        for operation in import_module(f"migrations.{path.stem}").Migration.operations
    ]
    added = [(stem, one) for stem, one in operations if isinstance(one, AddField)]
    for stem, one in added:
        assert one.field.null or one.field.has_db_default(), (stem, one.model_name, one.name)


@pytest_asyncio.fixture
async def database(database_url: str) -> AsyncIterator[Any]:
    await open_database(database_url)
    yield connections.get("default")
    await close_database()


async def definitions(database: Any) -> str:
    """Everything the catalogue says of tables, constraints and indexes."""
    if database.capabilities.dialect == "sqlite":
        rows = await database.execute_query_dict("SELECT sql AS said FROM sqlite_schema")
    else:
        rows = await database.execute_query_dict(
            "SELECT conname || ' ' || pg_get_constraintdef(oid) AS said FROM pg_constraint "
            "UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'"
        )
    return "\n".join(row["said"] or "" for row in rows)


@pytest.mark.req("3-3")
async def test_every_named_check_is_in_the_catalogue(database: Any) -> None:
    checks = named_checks()
    assert len(checks) > 20
    said = await definitions(database)
    assert [name for name in sorted(checks) if not re.search(rf"\b{name}\b", said)] == []


async def test_every_unique_group_is_in_the_catalogue(database: Any) -> None:
    said = re.sub(r'["\s]', "", await definitions(database)).lower()
    for name in models.__all__:
        model = getattr(models, name)
        for group in model._meta.unique_together:
            columns = [model._meta.fields_map[field].source_field or field for field in group]
            wanted = ",".join(
                f"{column}_id" if column in model._meta.fk_fields else column for column in columns
            )
            assert f"unique({wanted})" in said, (name, wanted)


async def test_no_foreign_key_deletes_along(database: Any) -> None:
    said = (await definitions(database)).upper()
    assert "ON DELETE RESTRICT" in said
    assert "ON DELETE CASCADE" not in said


@pytest.mark.req("9-2")
async def test_every_field_is_classed_personal_or_not(database: Any) -> None:
    assert Tortoise.apps is not None
    for name in models.__all__:
        columns = set(getattr(models, name)._meta.fields_db_projection)
        personal, plain = PERSONAL.get(name, frozenset()), PLAIN.get(name, frozenset())
        assert personal | plain == columns, name
        assert not personal & plain, name


FORGED: tuple[dict[str, Any], ...] = (
    {"origin": "citizen", "session_id": None},
    {"origin": "citizen", "evaluator_id": None},
    {"origin": "device"},
    {"origin": "partner"},
    {"origin": "paper"},
    {"origin": "default"},
    {"origin": "robot"},
    {"grade": "five_stars"},
    {"opinion": None},
)


@pytest.mark.req("3-3", "6-4")
async def test_a_rating_without_its_proof_cannot_be_stored(house: House) -> None:
    first = await house.end_service(CHEN)
    phone = await house.citizen(CHEN)
    assert (await phone.post("/api/ratings", **rating(first, "satisfied"))).status == 201
    true = await models.Rating.get(service_record_id=first).values()
    second = await house.end_service(CHEN)
    fresh = {"id": uuid4(), "service_record_id": second, "key": "k" * 16, "receipt_number": "R"}
    for forged in FORGED:
        with pytest.raises(IntegrityError):
            await models.Rating.create(**{**true, **fresh, **forged})
    await models.Rating.create(**{**true, **fresh})


@pytest.mark.req("6-4")
async def test_a_default_with_words_of_its_own_cannot_be_stored(house: House) -> None:
    service = await house.end_service(CHEN)
    row: dict[str, Any] = {
        "service_record_id": service,
        "ordinal": 1,
        "grade": "basically_satisfied",
        "origin": "default",
        "identity_basis": "none",
        "channel": "system_default",
        "rated_at": NOW,
        "due_at": NOW,
        "receipt_hash": "",
    }
    for forged in ({"text": "很好"}, {"tags": "307"}, {"grade": "very_satisfied"}, {"opinion": 1}):
        with pytest.raises(IntegrityError):
            await models.Rating.create(
                id=uuid4(), receipt_number=uuid4().hex[:16], **{**row, **forged}
            )
    await models.Rating.create(id=uuid4(), receipt_number="R", **row)
