"""配套制度: what counties file with the city, version by version (Art. 16; 16-1, 16-2)."""

from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

if TYPE_CHECKING:
    from models.people.staff import Staff
    from models.places.bureau import Bureau


class Filing(Model):
    """One version of one document of one bureau. Its file never changes, nor does its hash."""

    id = fields.UUIDField(primary_key=True)
    bureau: fields.ForeignKeyRelation["Bureau"] = fields.ForeignKeyField(
        "models.Bureau", related_name="filings", on_delete=fields.RESTRICT
    )
    bureau_id: UUID
    kind = fields.CharField(max_length=20)  # supporting_rules, review_procedure
    version = fields.SmallIntField()
    state = fields.CharField(max_length=10)  # draft, filed, accepted, returned, discarded
    title = fields.CharField(max_length=120, default="")
    effective_from = fields.DateField(null=True)
    media_type = fields.CharField(max_length=80)
    size = fields.IntField()  # bytes
    hash = fields.CharField(max_length=64)  # SHA-256 of the file
    content = fields.BinaryField()
    uploaded_by: fields.ForeignKeyRelation["Staff"] = fields.ForeignKeyField(
        "models.Staff", related_name="filings", on_delete=fields.RESTRICT
    )
    uploaded_by_id: UUID
    uploaded_at = fields.DatetimeField()
    filed_at = fields.DatetimeField(null=True)
    decided_by_id = fields.UUIDField(null=True)
    decided_at = fields.DatetimeField(null=True)
    reason = fields.CharField(max_length=500, default="")

    class Meta:
        table = "filing"
        unique_together = (("bureau", "kind", "version"),)
        indexes = (("state",),)
