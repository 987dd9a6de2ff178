"""Outside systems with credentials of their own."""

from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

if TYPE_CHECKING:
    from models.hall import Hall


class Partner(Model):
    """A queue machine or business system, its secret is sealed."""

    id = fields.UUIDField(primary_key=True)
    name = fields.CharField(max_length=60, unique=True)
    key_id = fields.CharField(max_length=40, unique=True)
    secret_sealed = fields.BinaryField()
    hall: fields.ForeignKeyNullableRelation["Hall"] = fields.ForeignKeyField(
        "models.Hall", related_name="partners", null=True, on_delete=fields.RESTRICT
    )
    hall_id: UUID | None
    expires_at = fields.DatetimeField(null=True)
    party = fields.CharField(max_length=20, default="", db_default="")  # it speaks for (7-5)

    class Meta:
        table = "partner"
