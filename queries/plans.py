"""Having PostgreSQL plan a statement for the values it is asked with.

It plans a prepared statement once for any values and then takes a span of days for a two-hundredth
of the table, whatever it is: right for most questions, and the wrong index for some.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from tortoise import connections
from tortoise.transactions import in_transaction


@asynccontextmanager
async def for_these_values() -> AsyncIterator[None]:
    """What is asked inside is planned for its own values; on SQLite it always is."""
    if connections.get("default").capabilities.dialect != "postgres":
        yield
        return
    async with in_transaction() as connection:
        await connection.execute_query("SET LOCAL plan_cache_mode = force_custom_plan")
        yield
