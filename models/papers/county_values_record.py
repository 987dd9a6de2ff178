"""Values counties set for themselves within the city's bounds (Art. 16; 16-3)."""

from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

if TYPE_CHECKING:
    from models.places.bureau import Bureau


class CountyValuesRecord(Model):
    """All values of one county from one day on, until its next ones. Never edited."""

    code = fields.CharField(max_length=8, primary_key=True)
    bureau: fields.ForeignKeyRelation["Bureau"] = fields.ForeignKeyField(
        "models.Bureau", related_name="county_values", on_delete=fields.RESTRICT
    )
    bureau_id: UUID
    effective_from = fields.DateField()
    source = fields.CharField(max_length=200)
    document = fields.TextField()  # JSON: name to number
    loaded_by_id = fields.UUIDField()
    loaded_at = fields.DatetimeField()
    activated_by_id = fields.UUIDField(null=True)
    activated_at = fields.DatetimeField(null=True)
    discarded_at = fields.DatetimeField(null=True)
    # 1 until put aside, then NULL: unique with bureau and day, so that only one can begin on a day.
    standing = fields.SmallIntField(null=True, default=1)

    class Meta:
        table = "county_values"
        unique_together = (("bureau", "effective_from", "standing"),)
