"""Outside systems with credentials of their own."""

from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

if TYPE_CHECKING:
    from models.places.hall import Hall


class Partner(Model):
    """A queue machine, business system or portal: what it may tell, from where and how often."""

    id = fields.UUIDField(primary_key=True)
    name = fields.CharField(max_length=60, unique=True)
    hall: fields.ForeignKeyNullableRelation["Hall"] = fields.ForeignKeyField(
        "models.Hall", related_name="partners", null=True, on_delete=fields.RESTRICT
    )
    hall_id: UUID | None
    contact = fields.CharField(max_length=60, default="", db_default="")
    scope = fields.CharField(max_length=200, default="", db_default="")  # of rules/partners.py
    networks = fields.CharField(max_length=400, default="", db_default="")  # empty: from anywhere
    calls_a_minute = fields.IntField(default=600, db_default=600)
    grade_scale = fields.CharField(max_length=20, default="", db_default="")
    suspended_at = fields.DatetimeField(null=True)
    party = fields.CharField(max_length=20, default="", db_default="")  # it speaks for (7-5)
    version = fields.IntField(default=1, db_default=1)

    class Meta:
        table = "partner"
