"""Apply a previewed import: everything in one transaction, or nothing."""

from datetime import datetime
from uuid import UUID, uuid4

import msgspec
from tortoise.exceptions import IntegrityError
from tortoise.functions import Max
from tortoise.transactions import in_transaction

from actions import index_keys
from actions.dependencies import Dependencies
from actions.imports import changes, facts, windows
from actions.imports.preview import plan_hash
from actions.imports.shape import Row
from actions.imports.templates import judge
from actions.trail import audit
from models import ImportFile, ImportStep
from rules.actors import StaffMember
from rules.refusals import NotFound, Refused


class ImportOutdated(Refused):
    """The tables have changed since the preview: what people saw is not what would happen."""

    code = "import_outdated"


class ImportDone(Refused):
    """The file was applied already, or was refused, or its preview has expired."""

    code = "import_done"


async def apply(*, import_id: UUID, by: StaffMember, deps: Dependencies, now: datetime) -> None:
    """Do what the preview showed. Two at once, or tables that changed since: the second loses."""
    file = await ImportFile.get_or_none(id=import_id, bureau_id=by.bureau_id)
    if file is None:
        raise NotFound
    if file.state != "previewed" or file.rows_sealed is None:
        raise ImportDone
    opened = deps.keys.open(file.rows_sealed, file, "rows_sealed", file.id)
    rows = msgspec.json.decode(opened, type=list[Row])
    try:
        async with in_transaction():
            await step(file, "apply", by=by, now=now)
            await index_keys.agree(deps.keys)
            draft = await judge(file.template, rows, by=by, deps=deps, now=now)
            if draft.problems or plan_hash(draft) != file.plan_hash:
                raise ImportOutdated
            done = [*draft.changes, *windows.codes_of(draft.changes, now=now)]
            await changes.write(done)
            await changes.keep(file, done, deps.keys)
            await facts.tell(file, draft.changes, by=by, now=now)
            file.state, file.rows_sealed = "applied", None
            await file.save(update_fields=["state", "rows_sealed"])
            await _audit(file, by=by, now=now)
    except IntegrityError as error:
        raise ImportOutdated from error


async def step(file: ImportFile, action: str, *, by: StaffMember, now: datetime) -> None:
    """Take the next turn of all imports; somebody else who takes it at once breaks on it."""
    [last] = await ImportStep.all().annotate(last=Max("number")).values_list("last", flat=True)
    await ImportStep.create(
        id=uuid4(),
        number=(int(str(last)) if last is not None else 0) + 1,
        file_id=file.id,
        action=action,
        staff_id=by.staff_id,
        at=now,
    )


async def _audit(file: ImportFile, *, by: StaffMember, now: datetime) -> None:
    await audit.record(
        by=by,
        action="apply_import",
        object_kind="import_file",
        object_id=file.id,
        outcome="done",
        reason=f"{file.template}: {file.added} added, {file.changed} changed",
        now=now,
    )
