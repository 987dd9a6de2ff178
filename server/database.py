"""The database: Tortoise's configuration, opening, closing and migrating."""

import asyncio
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import asyncpg
from tortoise import Tortoise, connections
from tortoise.exceptions import OperationalError

from server.migrating import run_migrations

MIGRATION_LOCK = 6041907  # advisory lock: two migrations at once would collide


class NotTheOwner(Exception):
    """Tables are made by their owner, who is another role than the program's (0076)."""


def config(database: str) -> dict[str, Any]:
    """Tortoise's configuration for a `sqlite://` or `postgres://` address."""
    return {
        "connections": {"default": _connection(database)},
        "apps": {
            "models": {
                "models": ["models"],
                "default_connection": "default",
                "migrations": "migrations",
            }
        },
        "use_tz": True,
        "timezone": "UTC",
    }


def _connection(database: str) -> dict[str, Any]:
    if database.startswith("sqlite:"):
        path = database.removeprefix("sqlite://")
        return {"engine": "server.sqlite_engine", "credentials": {"file_path": path}}
    url = urlsplit(database)
    return {
        "engine": "tortoise.backends.asyncpg",
        "credentials": {
            "host": url.hostname or "127.0.0.1",
            "port": url.port or 5432,
            # Written with %23 and the like, as every sign that means something in an address.
            "user": unquote(url.username or "") or None,
            "password": unquote(url.password or "") or None,
            "database": unquote(url.path.lstrip("/")),
            "minsize": 2,
            "maxsize": 16,
        },
    }


async def open_database(database: str) -> None:
    """Connect for the life of this process."""
    if database.startswith("sqlite:"):
        Path(database.removeprefix("sqlite://")).parent.mkdir(parents=True, exist_ok=True)
    await Tortoise.init(config=config(database), _enable_global_fallback=True)


async def close_database() -> None:
    await Tortoise.close_connections()


async def migrate(database: str) -> None:
    """Bring the schema up to date; whoever comes second waits for the first."""
    await open_database(database)
    try:
        if database.startswith("sqlite:"):
            await run_migrations(config(database)["apps"])
        else:
            await _migrate_locked(database)
    finally:
        await close_database()


async def _migrate_locked(database: str) -> None:
    holder = await asyncpg.connect(database)
    try:
        await holder.execute(f"SELECT pg_advisory_lock({MIGRATION_LOCK})")
        await run_migrations(config(database)["apps"])
    except OperationalError as error:
        if isinstance(error.__cause__, asyncpg.InsufficientPrivilegeError):
            raise NotTheOwner("HCP_DATABASE_URL is of a role that may not make tables") from error
        raise
    finally:
        await holder.close()


async def answers(within: float = 2.0) -> bool:
    """Whether the database answers a trivial question in time."""
    try:
        async with asyncio.timeout(within):
            await connections.get("default").execute_query("SELECT 1")
    except Exception:
        return False
    return True
