"""Everybody who signs in on the office side: officers, handlers, bureaus, halls, auditors."""

from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

if TYPE_CHECKING:
    from models.places.bureau import Bureau
    from models.places.hall import Hall
    from models.places.institution import Institution


class Staff(Model):
    """An account with one role and the scope that goes with it."""

    id = fields.UUIDField(primary_key=True)
    login = fields.CharField(max_length=64, unique=True)
    password_hash = fields.CharField(max_length=200)
    # Known to whoever handed it over, until its owner has set another.
    password_initial = fields.BooleanField(default=False, db_default=False)
    password_set_at = fields.DatetimeField(null=True)
    name = fields.CharField(max_length=40)
    role = fields.CharField(max_length=20)
    bureau: fields.ForeignKeyNullableRelation["Bureau"] = fields.ForeignKeyField(
        "models.Bureau", related_name="staff", null=True, on_delete=fields.RESTRICT
    )
    bureau_id: UUID | None
    institution: fields.ForeignKeyNullableRelation["Institution"] = fields.ForeignKeyField(
        "models.Institution", related_name="staff", null=True, on_delete=fields.RESTRICT
    )
    institution_id: UUID | None
    hall: fields.ForeignKeyNullableRelation["Hall"] = fields.ForeignKeyField(
        "models.Hall", related_name="staff", null=True, on_delete=fields.RESTRICT
    )
    hall_id: UUID | None
    phone_sealed = fields.BinaryField(null=True)
    wecom_sealed = fields.BinaryField(null=True)  # the user id at WeCom, for notices
    # Lets the rule "nobody rates the own institution" compare people without plain numbers (3-3).
    document_index = fields.CharField(max_length=64, null=True)
    # Its form of before, while the key of the blind index changes.
    earlier_index = fields.CharField(max_length=64, null=True)
    active = fields.BooleanField(default=True)

    class Meta:
        table = "staff"
        indexes = (("institution_id",), ("bureau_id",), ("document_index",), ("earlier_index",))
