"""通报与发布: a period frozen, with everything it was made of (Art. 13)."""

from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

if TYPE_CHECKING:
    from models.people.staff import Staff
    from models.places.bureau import Bureau


class Bulletin(Model):
    """One version of one period of one bureau. Once compiled its content never changes.

    `content` is canonical JSON with whole numbers, for offices; `public` the same with small
    numbers kept back; `annex` holds officers' counts, for assessments alone (13-4, 14-2). The hash
    is over all three.
    """

    id = fields.UUIDField(primary_key=True)
    bureau: fields.ForeignKeyRelation["Bureau"] = fields.ForeignKeyField(
        "models.Bureau", related_name="bulletins", on_delete=fields.RESTRICT
    )
    bureau_id: UUID
    period = fields.CharField(max_length=7)  # YYYY-MM
    version = fields.SmallIntField()
    status = fields.CharField(max_length=10)  # compiled, published, discarded
    rule_set = fields.CharField(max_length=40)
    cut_off = fields.DatetimeField()
    content = fields.TextField()
    public = fields.TextField()
    annex = fields.TextField()
    hash = fields.CharField(max_length=64)
    note = fields.CharField(max_length=500, default="")  # what a later version corrects
    recipients = fields.CharField(max_length=300, default="")  # 报送
    copied_to = fields.CharField(max_length=300, default="")  # 抄送
    compiled_by: fields.ForeignKeyRelation["Staff"] = fields.ForeignKeyField(
        "models.Staff", related_name="compiled", on_delete=fields.RESTRICT
    )
    compiled_by_id: UUID
    compiled_at = fields.DatetimeField()
    decided_by: fields.ForeignKeyNullableRelation["Staff"] = fields.ForeignKeyField(
        "models.Staff", related_name="published", null=True, on_delete=fields.RESTRICT
    )
    decided_by_id: UUID | None
    decided_at = fields.DatetimeField(null=True)

    class Meta:
        table = "bulletin"
        unique_together = (("bureau", "period", "version"),)
        indexes = (("status", "period"),)
