"""What a database that is not there looks like, however it is asked."""

import asyncpg
from tortoise.exceptions import DBConnectionError

AWAY = (
    OSError,
    TimeoutError,
    DBConnectionError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,  # a connection that broke just as it was about to ask
    asyncpg.PostgresConnectionError,
    asyncpg.OperatorInterventionError,
    asyncpg.CannotConnectNowError,
    asyncpg.InsufficientResourcesError,
)


def is_away(error: BaseException | None) -> bool:
    """Whether this failure, or what caused it, is the database's absence and will pass."""
    while error is not None:
        if isinstance(error, AWAY):
            return True
        error = error.__cause__ or error.__context__
    return False
