"""Tortoise's migrations, without the part of their work that grows with the square of the tables.

Before each operation Tortoise draws every model anew, in case the operation asks how they were,
and makes a query for each, though a migration reads no rows: a quarter of a minute of processor
time for an empty database. Here the models of before are drawn when they are asked for.
"""

from typing import Any

from tortoise.connection import get_connection
from tortoise.migrations.executor import MigrationExecutor
from tortoise.migrations.graph import MigrationKey
from tortoise.migrations.schema_generator.state import ModelState, State
from tortoise.migrations.schema_generator.state_apps import StateApps

Models = dict[tuple[str, str], ModelState]


class Shapes(StateApps):
    """Models as a migration knows them: their fields and relations, no rows."""

    def _build_initial_querysets(self) -> None:
        """None is asked for."""


class Draft(State):
    """The models between two operations."""

    def clone(self) -> State:
        return Earlier({key: one.clone() for key, one in self.models.items()}, self.apps)


class Earlier(Draft):
    """How the models were before an operation, which seldom asks."""

    def __init__(self, models: Models, later: StateApps) -> None:
        self.models = models
        self._later = later
        self._apps: StateApps | None = None

    @property
    def apps(self) -> StateApps:  # type: ignore[override]
        if self._apps is None:
            self._apps = self._later.clone(model_states=self.models)
        return self._apps


class Executor(MigrationExecutor):
    """Starts from our kind of state."""

    async def _project_state(
        self, applied: set[MigrationKey], *, upto: MigrationKey | None = None
    ) -> State:
        connections = {
            label: one.get("default_connection", "default")
            for label, one in self.loader.apps_config.items()
        }
        state = Draft(models={}, apps=Shapes(default_connections=connections))
        for key in self._full_plan():
            if key == upto:
                break
            migration = self.loader.graph.nodes[key]
            if key in applied and migration is not None:
                await migration.apply(state, dry_run=True)
        return state


class ForeignDatabase(Exception):
    """The database carries a migration this program has not: it belongs to another version."""


async def run_migrations(apps: dict[str, dict[str, Any]]) -> None:
    """Apply what is missing on the database that is open.

    Raises `ForeignDatabase` before anything is changed. Going back is restoring a backup.
    """
    executor = Executor(get_connection("default"), apps)
    await executor.loader.build_graph()
    unknown = executor.loader.applied_migrations - executor.loader.graph.nodes.keys()
    if unknown:
        names = ", ".join(sorted(key.name for key in unknown))
        raise ForeignDatabase(f"the database was migrated by another version: {names}")
    await executor.migrate()
