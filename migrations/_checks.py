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
        amended = self._amended(row["sql"], clauses)
        _, [version] = await client.execute_query("PRAGMA schema_version")
        await client.execute_query("PRAGMA writable_schema = ON")
        await client.execute_query(
            "UPDATE sqlite_schema SET sql = ? WHERE type = 'table' AND name = ?",
            [amended, self.table],
        )
        await client.execute_query(f"PRAGMA schema_version = {version['schema_version'] + 1}")
        await client.execute_query("PRAGMA writable_schema = OFF")

    def _amended(self, said: str, clauses: str) -> str:
        end = said.rindex(")")
        return f"{said[:end]}, {clauses}{said[end:]}"

    async def database_backward(
        self,
        app_label: str,
        old_state: State,
        new_state: State,
        state_editor: BaseSchemaEditor | None = None,
    ) -> None:
        raise NotImplementedError("restore a backup instead of going back")


class ReplaceChecks(AddChecks):
    """Puts other conditions in the place of checks of the same names; the rows obey them too."""

    def describe(self) -> str:
        return f"Replace checks of {self.table}"

    async def database_forward(
        self,
        app_label: str,
        old_state: State,
        new_state: State,
        state_editor: BaseSchemaEditor | None = None,
    ) -> None:
        if state_editor is not None and state_editor.client.capabilities.dialect != "sqlite":
            for name in self.checks:
                await state_editor.client.execute_script(
                    f'ALTER TABLE "{self.table}" DROP CONSTRAINT "{name}"'
                )
        await super().database_forward(app_label, old_state, new_state, state_editor)

    def _amended(self, said: str, clauses: str) -> str:
        for name in self.checks:
            said = _without(said, f', CONSTRAINT "{name}" CHECK ')
        return super()._amended(said, clauses)


def _without(said: str, opening: str) -> str:
    """A table's definition without the one clause that opens so, to its last parenthesis."""
    start = said.index(opening)
    end, depth = start + len(opening), 0
    while True:
        depth += {"(": 1, ")": -1}.get(said[end], 0)
        end += 1
        if depth == 0:
            return said[:start] + said[end:]
