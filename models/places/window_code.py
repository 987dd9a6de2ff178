"""评价二维码: one opaque token a window, revocable and rotatable (7-9, 8-3)."""

from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

if TYPE_CHECKING:
    from models.places.window import Window


class WindowCode(Model):
    """A printed code. Revoked ones stay, so that an old sheet gets a helpful page."""

    id = fields.UUIDField(primary_key=True)
    window: fields.ForeignKeyRelation["Window"] = fields.ForeignKeyField(
        "models.Window", related_name="codes", on_delete=fields.RESTRICT
    )
    window_id: UUID
    token = fields.CharField(max_length=32, unique=True)
    short_number = fields.CharField(max_length=8, unique=True)
    # 1 while active, NULL once revoked: unique with the window, so only one can be active.
    active = fields.SmallIntField(null=True)
    issued_at = fields.DatetimeField()
    revoked_at = fields.DatetimeField(null=True)
    reason = fields.CharField(max_length=200, default="")

    class Meta:
        table = "window_code"
        unique_together = (("window", "active"),)
