"""邀请: the citizen is invited exactly once (3-1)."""

from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

if TYPE_CHECKING:
    from models.rating.rating_device import RatingDevice
    from models.rating.service_record import ServiceRecord


class Invitation(Model):
    """The one invitation of an ended service, written in the same commit.

    At a window with a rating device it is a question on its screen; whoever holds the token of
    that question was asked. Only the hash of the token is stored.
    """

    id = fields.UUIDField(primary_key=True)
    service_record: fields.OneToOneRelation["ServiceRecord"] = fields.OneToOneField(
        "models.ServiceRecord", related_name="invitation", on_delete=fields.RESTRICT
    )
    service_record_id: UUID
    invited_at = fields.DatetimeField()
    device: fields.ForeignKeyNullableRelation["RatingDevice"] = fields.ForeignKeyField(
        "models.RatingDevice", related_name="invitations", null=True, on_delete=fields.RESTRICT
    )
    device_id: UUID | None
    token_hash = fields.CharField(max_length=64, null=True)

    class Meta:
        table = "invitation"
        indexes = (("device_id", "invited_at"), ("invited_at",))
