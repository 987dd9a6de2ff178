"""采用: that results went into an annual assessment (Art. 14; 14-1, 14-2)."""

from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

if TYPE_CHECKING:
    from models.people.staff import Staff
    from models.places.bureau import Bureau


class AssessmentUse(Model):
    """One entry of a performance office. A later one of the year stands for those before it."""

    id = fields.UUIDField(primary_key=True)
    bureau: fields.ForeignKeyRelation["Bureau"] = fields.ForeignKeyField(
        "models.Bureau", related_name="assessment_uses", on_delete=fields.RESTRICT
    )
    bureau_id: UUID
    year = fields.IntField()
    ordinal = fields.IntField()
    first_month = fields.CharField(max_length=7)  # both included
    last_month = fields.CharField(max_length=7)
    basis = fields.CharField(max_length=64)  # hash of the published versions used
    bulletins = fields.TextField()  # JSON: id, period, version and hash of each
    unanswered = fields.IntField()  # objections of officers nobody had answered
    reference = fields.CharField(max_length=200)  # the paper it went into
    recorded_by: fields.ForeignKeyRelation["Staff"] = fields.ForeignKeyField(
        "models.Staff", related_name="assessment_uses", on_delete=fields.RESTRICT
    )
    recorded_by_id: UUID
    recorded_at = fields.DatetimeField()

    class Meta:
        table = "assessment_use"
        unique_together = (("bureau", "year", "ordinal"),)
