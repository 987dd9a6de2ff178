"""追责问责: what figures suggest and people decide (Art. 15)."""

from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

if TYPE_CHECKING:
    from models.assessment.bulletin import Bulletin
    from models.people.staff import Staff


class AccountabilityCase(Model):
    """A suggestion with its grounds. Nothing follows from it until somebody decides."""

    id = fields.UUIDField(primary_key=True)
    bulletin: fields.ForeignKeyRelation["Bulletin"] = fields.ForeignKeyField(
        "models.Bulletin", related_name="cases", on_delete=fields.RESTRICT
    )
    bulletin_id: UUID
    bureau_id = fields.UUIDField()
    subject_id = fields.UUIDField()  # an officer, an institution, or the region of a county
    subject_name = fields.CharField(max_length=80)
    suggestion = fields.CharField(max_length=10)  # talk, candidate
    grounds = fields.TextField()  # JSON: places period by period, failed orders
    decision = fields.CharField(max_length=20, null=True)  # no_action, talk, referred
    impact = fields.CharField(max_length=500, default="")
    reason = fields.CharField(max_length=500, default="")
    decided_by: fields.ForeignKeyNullableRelation["Staff"] = fields.ForeignKeyField(
        "models.Staff", related_name="accountability", null=True, on_delete=fields.RESTRICT
    )
    decided_by_id: UUID | None
    decided_at = fields.DatetimeField(null=True)

    class Meta:
        table = "accountability_case"
        unique_together = (("bulletin", "subject_id"),)
        indexes = (("bureau_id", "decision"),)
