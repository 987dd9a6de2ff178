"""What has been kept for its period goes: in small pieces, again and again (9-6; PIPL 19).

Doing it twice, or being killed in the middle of it, changes nothing.
"""

import logging
from datetime import datetime
from typing import Any
from uuid import UUID

import tortoise
from tortoise.expressions import Q, Subquery
from tortoise.fields.relational import BackwardFKRelation
from tortoise.models import Model
from tortoise.queryset import QuerySet
from tortoise.transactions import in_transaction

from actions.dependencies import Dependencies
from models import Picture, StepPicture, Tombstone, WorkOrder
from rules.rectification import CLOSED
from rules.retention import Keeping, retention

A_PIECE = 200
# Of a row that waits for its case: its column, and the same of the cases that are open.
CASES = {
    "Picture": ("rating_id", "rating_id"),
    "ServiceRecord": ("id", "rating__service_record_id"),
    "StepPicture": ("order_id", "id"),
}
ABOUT = {"Picture": "rating_id", "StepPicture": "order_id"}
WITH_FILES = (Picture, StepPicture)
log = logging.getLogger("haochaping.retention")


async def let_go(*, deps: Dependencies, now: datetime) -> int:
    """A piece of each table whose rows are over; how many went. 0 once nothing is left.

    Art. 9 (9-6).
    """
    return sum(
        [
            await _let_go(_table(name), how, deps=deps, now=now)
            for name, how in retention().going().items()
        ]
    )


def _table(name: str) -> type[Model]:
    assert tortoise.Tortoise.apps is not None
    found: type[Model] = tortoise.Tortoise.apps["models"][name]
    return found


async def _let_go(table: type[Model], how: Keeping, *, deps: Dependencies, now: datetime) -> int:
    period = retention().periods[how.period]
    before = period.begun_before(now, deps.rule_sets.at(now))
    over = table.filter(**{f"{how.after}__lt": before})
    if how.unless_open:
        own, theirs = CASES[table.__name__]
        open_cases = WorkOrder.exclude(status__in=[str(one) for one in CLOSED]).values(theirs)
        over = over.exclude(**{f"{own}__in": Subquery(open_cases)})
    if how.forgets:
        return await _forget(table, over, how.forgets)
    rows = await _unreferred(table, over).order_by(how.after).limit(A_PIECE)
    if not rows:
        return 0
    if table in WITH_FILES:  # first the file: killed in between, it is asked for again
        for row in rows:
            await deps.gateways.pictures.delete(getattr(row, "store_key"))  # noqa: B009
    async with in_transaction():
        if how.leaves_trace:
            await _leave_traces(table, rows, now=now)
        await table.filter(pk__in=[row.pk for row in rows]).delete()
    log.info("%s of %s are over", len(rows), table._meta.db_table)
    return len(rows)


async def _forget(table: type[Model], over: QuerySet[Any], columns: tuple[str, ...]) -> int:
    there = Q()
    for column in columns:
        known: dict[str, Any] = {f"{column}__isnull": False}
        there |= Q(**known)
    ids: list[UUID] = [row.pk for row in await over.filter(there).only("id").limit(A_PIECE)]
    if ids:
        await table.filter(pk__in=ids).update(**dict.fromkeys(columns))
        log.info("people of %s of %s are forgotten", len(ids), table._meta.db_table)
    return len(ids)


def _unreferred(table: type[Model], over: QuerySet[Any]) -> QuerySet[Any]:
    """Without rows that others name: they go when those have gone."""
    for name in sorted(table._meta.backward_fk_fields | table._meta.backward_o2o_fields):
        relation = table._meta.fields_map[name]
        assert isinstance(relation, BackwardFKRelation)
        column = relation.relation_field
        naming = relation.related_model.filter(**{f"{column}__isnull": False}).values(column)
        over = over.exclude(pk__in=Subquery(naming))
    return over


async def _leave_traces(table: type[Model], rows: list[Any], *, now: datetime) -> None:
    about = ABOUT.get(table.__name__)
    made = [
        Tombstone(
            id=row.pk,
            what=table._meta.db_table,
            about_id=getattr(row, about) if about else None,
            gone_at=now,
        )
        for row in rows
    ]
    await Tombstone.bulk_create(made, ignore_conflicts=True)
