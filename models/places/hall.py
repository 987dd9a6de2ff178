"""办事大厅, 分厅 and 分中心 (Art. 8)."""

from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

if TYPE_CHECKING:
    from models.places.bureau import Bureau
    from models.places.region import Region


class Hall(Model):
    """A hall, or a branch hall under its parent."""

    id = fields.UUIDField(primary_key=True)
    code = fields.CharField(max_length=40, unique=True)
    name = fields.CharField(max_length=80)
    address = fields.CharField(max_length=120)
    region: fields.ForeignKeyRelation["Region"] = fields.ForeignKeyField(
        "models.Region", related_name="halls", on_delete=fields.RESTRICT
    )
    region_id: UUID
    bureau: fields.ForeignKeyRelation["Bureau"] = fields.ForeignKeyField(
        "models.Bureau", related_name="halls", on_delete=fields.RESTRICT
    )
    bureau_id: UUID
    parent: fields.ForeignKeyNullableRelation["Hall"] = fields.ForeignKeyField(
        "models.Hall", related_name="branches", null=True, on_delete=fields.RESTRICT
    )
    parent_id: UUID | None
    # As maps in China show it (GCJ-02); both or neither (docs/decisions/0034).
    latitude = fields.FloatField(null=True)
    longitude = fields.FloatField(null=True)
    closed_at = fields.DatetimeField(null=True)

    class Meta:
        table = "hall"
        indexes = (("bureau_id",),)
