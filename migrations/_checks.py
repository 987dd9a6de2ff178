"""An operation that adds CHECK constraints on PostgreSQL and SQLite alike.

Tortoise drops `Meta.constraints` silently, and its own `AddConstraint` rebuilds the table on
SQLite without its unique constraints and indexes. Here SQLite's stored definition is amended as
https://www.sqlite.org/lang_altertable.html#otheralter describes for changes that leave the
content as it is.
"""

from typing import Any

from tortoise.migrations.operations import TortoiseOperation
from tortoise.migrations.schema_editor.base import BaseSchemaEditor
from tortoise.migrations.schema_generator.state import State


class AddChecks(TortoiseOperation):
    """Adds named CHECK constraints to one table whose rows already obey them."""

    def __init__(self, table: str, checks: dict[str, str]) -> None:
        self.table = table
        self.checks = checks

    def describe(self) -> str:
        return f"Add checks to {self.table}"

    def state_forward(self, app_label: str, state: State) -> None:
        """Tortoise's state knows nothing of CHECKs."""

    async def database_forward(
        self,
        app_label: str,
        old_state: State,
        new_state: State,
        state_editor: BaseSchemaEditor | None = None,
    ) -> None:
        if state_editor is None:
            return
        clauses = [f'CONSTRAINT "{name}" CHECK ({check})' for name, check in self.checks.items()]
        if state_editor.client.capabilities.dialect == "sqlite":
            await self._amend(state_editor.client, ", ".join(clauses))
        else:
            for clause in clauses:
                await state_editor.client.execute_script(f'ALTER TABLE "{self.table}" ADD {clause}')

    async def _amend(self, client: Any, clauses: str) -> None:
        _, [row] = await client.execute_query(
            "SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?", [self.table]
        )
        end = row["sql"].rindex(")")
        amended = f"{row['sql'][:end]}, {clauses}{row['sql'][end:]}"
        _, [version] = await client.execute_query("PRAGMA schema_version")
        await client.execute_query("PRAGMA writable_schema = ON")
        await client.execute_query(
            "UPDATE sqlite_schema SET sql = ? WHERE type = 'table' AND name = ?",
            [amended, self.table],
        )
        await client.execute_query(f"PRAGMA schema_version = {version['schema_version'] + 1}")
        await client.execute_query("PRAGMA writable_schema = OFF")

    async def database_backward(
        self,
        app_label: str,
        old_state: State,
        new_state: State,
        state_editor: BaseSchemaEditor | None = None,
    ) -> None:
        raise NotImplementedError("restore a backup instead of going back")
