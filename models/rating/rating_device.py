"""评价装置: a tablet at a window, paired once (Art. 8)."""

from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

if TYPE_CHECKING:
    from models.places.window import Window


class RatingDevice(Model):
    """Waiting while it has a code, paired once it has a token, both kept as hashes.

    Revoked ones stay, so that a rating can be followed back to the device it was tapped on.
    """

    id = fields.UUIDField(primary_key=True)
    window: fields.ForeignKeyRelation["Window"] = fields.ForeignKeyField(
        "models.Window", related_name="devices", on_delete=fields.RESTRICT
    )
    window_id: UUID
    name = fields.CharField(max_length=40)
    # 1 until revoked, then NULL: unique with the window, so only one can ask there.
    active = fields.SmallIntField(null=True)
    code_index = fields.CharField(max_length=64, null=True, unique=True)
    code_until = fields.DatetimeField(null=True)
    token_hash = fields.CharField(max_length=64, null=True, unique=True)
    added_at = fields.DatetimeField()
    paired_at = fields.DatetimeField(null=True)
    seen_at = fields.DatetimeField(null=True)
    revoked_at = fields.DatetimeField(null=True)
    reason = fields.CharField(max_length=200, default="")

    class Meta:
        table = "rating_device"
        unique_together = (("window", "active"),)
