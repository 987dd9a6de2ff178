"""Each step of an appeal is a row: who, when, before, after, why (12-4, 12-7)."""

from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

if TYPE_CHECKING:
    from models.appeals.appeal import Appeal
    from models.people.staff import Staff


class AppealStep(Model):
    """Unique on (appeal, number), so a race loses loudly."""

    id = fields.UUIDField(primary_key=True)
    appeal: fields.ForeignKeyRelation["Appeal"] = fields.ForeignKeyField(
        "models.Appeal", related_name="steps", on_delete=fields.RESTRICT
    )
    appeal_id: UUID
    number = fields.SmallIntField()
    action = fields.CharField(max_length=20)
    before = fields.CharField(max_length=20)
    after = fields.CharField(max_length=20)
    at = fields.DatetimeField()
    actor = fields.CharField(max_length=10)  # officer, unit, reviewer
    staff: fields.ForeignKeyRelation["Staff"] = fields.ForeignKeyField(
        "models.Staff", related_name="appeal_steps", on_delete=fields.RESTRICT
    )
    staff_id: UUID
    assignee: fields.ForeignKeyNullableRelation["Staff"] = fields.ForeignKeyField(
        "models.Staff", related_name="appeal_assignments", null=True, on_delete=fields.RESTRICT
    )
    assignee_id: UUID | None  # of the step that names a reviewer
    reason = fields.CharField(max_length=1000, default="")
    evidence = fields.CharField(max_length=1000, default="")

    class Meta:
        table = "appeal_step"
        unique_together = (("appeal", "number"),)
