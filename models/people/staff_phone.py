"""Phones members of staff work on."""

from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

if TYPE_CHECKING:
    from models.people.staff import Staff


class StaffPhone(Model):
    """A phone with a key of its own, which lies on the phone alone. It is bound or waits."""

    id = fields.UUIDField(primary_key=True)
    staff: fields.ForeignKeyRelation["Staff"] = fields.ForeignKeyField(
        "models.Staff", related_name="phones", on_delete=fields.RESTRICT
    )
    staff_id: UUID
    key_hash = fields.CharField(max_length=64, unique=True)
    # Of the WeChat account it was first used in; None: a browser. Other than that of citizens.
    wechat_index = fields.CharField(max_length=64, null=True)
    client = fields.CharField(max_length=40, default="")  # browser and system
    asked_at = fields.DatetimeField()
    bound_at = fields.DatetimeField(null=True)  # None: waits for the administrator
    bound_by: fields.ForeignKeyNullableRelation["Staff"] = fields.ForeignKeyField(
        "models.Staff", related_name="phones_bound", null=True, on_delete=fields.RESTRICT
    )
    bound_by_id: UUID | None  # None: by its owner's second factor
    turn = fields.IntField(null=True)  # the how manieth its owner bound; of two at once one is it
    ended_at = fields.DatetimeField(null=True)

    class Meta:
        table = "staff_phone"
        unique_together = (("staff", "turn"),)
        indexes = (("staff_id",),)
