"""政务服务机构 of four levels and three kinds (Art. 2)."""

from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

if TYPE_CHECKING:
    from models.places.bureau import Bureau
    from models.places.region import Region


class Institution(Model):
    """An institution with the bureau that supervises it, declared and not derived (C-3)."""

    id = fields.UUIDField(primary_key=True)
    code = fields.CharField(max_length=40, unique=True)
    name = fields.CharField(max_length=80)
    level = fields.CharField(max_length=10)
    kind = fields.CharField(max_length=30)
    vertical = fields.BooleanField(default=False)  # stationed here by a higher level
    parent: fields.ForeignKeyNullableRelation["Institution"] = fields.ForeignKeyField(
        "models.Institution", related_name="children", null=True, on_delete=fields.RESTRICT
    )
    parent_id: UUID | None
    region: fields.ForeignKeyRelation["Region"] = fields.ForeignKeyField(
        "models.Region", related_name="institutions", on_delete=fields.RESTRICT
    )
    region_id: UUID
    bureau: fields.ForeignKeyRelation["Bureau"] = fields.ForeignKeyField(
        "models.Bureau", related_name="institutions", on_delete=fields.RESTRICT
    )
    bureau_id: UUID
    closed_at = fields.DatetimeField(null=True)

    class Meta:
        table = "institution"
        indexes = (("bureau_id",), ("region_id",))
