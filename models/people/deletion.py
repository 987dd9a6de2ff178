"""删除: a citizen asked to be deleted (9-6)."""

from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

if TYPE_CHECKING:
    from models.people.evaluator import Evaluator


class Deletion(Model):
    """Waits until `due_at`, then it is undone or done. `active` while it waits, one a person."""

    id = fields.UUIDField(primary_key=True)
    evaluator: fields.ForeignKeyRelation["Evaluator"] = fields.ForeignKeyField(
        "models.Evaluator", related_name="deletions", on_delete=fields.RESTRICT
    )
    evaluator_id: UUID
    asked_at = fields.DatetimeField()
    due_at = fields.DatetimeField()
    active = fields.SmallIntField(null=True)
    undone_at = fields.DatetimeField(null=True)
    done_at = fields.DatetimeField(null=True)

    class Meta:
        table = "deletion"
        unique_together = (("evaluator", "active"),)
        indexes = (("active", "due_at"),)
