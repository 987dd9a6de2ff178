"""对接进度: how far a system of an area is connected to the provincial one (Art. 10; 10-3)."""

from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

if TYPE_CHECKING:
    from models.people.staff import Staff
    from models.places.bureau import Bureau


class Connection(Model):
    """One system in the area of a bureau, and who is asked about it is a person of that office."""

    id = fields.UUIDField(primary_key=True)
    bureau: fields.ForeignKeyRelation["Bureau"] = fields.ForeignKeyField(
        "models.Bureau", related_name="connections", on_delete=fields.RESTRICT
    )
    bureau_id: UUID
    system = fields.CharField(max_length=60)
    status = fields.CharField(max_length=12)
    since = fields.DateField()  # of the status
    contact = fields.CharField(max_length=60)
    note = fields.CharField(max_length=200, default="")
    version = fields.IntField(default=1)
    changed_at = fields.DatetimeField()
    changed_by: fields.ForeignKeyRelation["Staff"] = fields.ForeignKeyField(
        "models.Staff", related_name="changed_connections", on_delete=fields.RESTRICT
    )
    changed_by_id: UUID

    class Meta:
        table = "connection"
        unique_together = (("bureau", "system"),)
