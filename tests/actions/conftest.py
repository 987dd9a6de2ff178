"""The write path on a database of its own, SQLite and PostgreSQL."""

from collections.abc import AsyncIterator

import pytest_asyncio

from tests.support.write_path import WritePath


@pytest_asyncio.fixture
async def path(database_url: str) -> AsyncIterator[WritePath]:
    opened = await WritePath.open(database_url)
    yield opened
    await opened.close()
