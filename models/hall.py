"""办事大厅, 分厅 and 分中心 (Art. 8)."""

from tortoise import fields
from tortoise.models import Model


class Hall(Model):
    """A hall, or a branch hall under its parent."""

    id = fields.UUIDField(primary_key=True)
    code = fields.CharField(max_length=40, unique=True)
    name = fields.CharField(max_length=80)
    address = fields.CharField(max_length=120)
    region = fields.ForeignKeyField(
        "models.Region", related_name="halls", on_delete=fields.RESTRICT
    )
    bureau = fields.ForeignKeyField(
        "models.Bureau", related_name="halls", on_delete=fields.RESTRICT
    )
    parent = fields.ForeignKeyField(
        "models.Hall", related_name="branches", null=True, on_delete=fields.RESTRICT
    )

    class Meta:
        table = "hall"
        indexes = (("bureau_id",),)
