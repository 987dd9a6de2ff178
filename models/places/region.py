"""Administrative areas: a declared tree, not one derived from national codes (2-1, C-3)."""

from uuid import UUID

from tortoise import fields
from tortoise.models import Model


class Region(Model):
    """A city, county, town or village, or a development zone that has no national code."""

    id = fields.UUIDField(primary_key=True)
    code = fields.CharField(max_length=40, unique=True)
    national_code = fields.CharField(max_length=12, null=True)
    name = fields.CharField(max_length=60)
    level = fields.CharField(max_length=10)
    parent: fields.ForeignKeyNullableRelation["Region"] = fields.ForeignKeyField(
        "models.Region", related_name="children", null=True, on_delete=fields.RESTRICT
    )
    parent_id: UUID | None

    class Meta:
        table = "region"
