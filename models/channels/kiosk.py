"""自助服务终端: a terminal of a hall that citizens use by themselves, paired once (Art. 7)."""

from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

if TYPE_CHECKING:
    from models.places.hall import Hall


class Kiosk(Model):
    """Waiting while it has a code, paired once it has a token, both kept as hashes.

    Revoked ones stay, so that a rating can be followed back to the terminal it was made on.
    """

    id = fields.UUIDField(primary_key=True)
    hall: fields.ForeignKeyRelation["Hall"] = fields.ForeignKeyField(
        "models.Hall", related_name="kiosks", on_delete=fields.RESTRICT
    )
    hall_id: UUID
    name = fields.CharField(max_length=40)
    active = fields.SmallIntField(null=True)  # 1 until revoked, then NULL
    code_index = fields.CharField(max_length=64, null=True, unique=True)
    code_until = fields.DatetimeField(null=True)
    token_hash = fields.CharField(max_length=64, null=True, unique=True)
    added_at = fields.DatetimeField()
    paired_at = fields.DatetimeField(null=True)
    seen_at = fields.DatetimeField(null=True)
    revoked_at = fields.DatetimeField(null=True)
    reason = fields.CharField(max_length=200, default="")
    # Codes of slips that were typed wrong here, and since when they are counted.
    wrong_slips = fields.SmallIntField(default=0)
    wrong_since = fields.DatetimeField(null=True)

    class Meta:
        table = "kiosk"
        indexes = (("hall_id", "active"),)
