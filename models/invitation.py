"""邀请: the citizen is invited exactly once (3-1)."""

from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

if TYPE_CHECKING:
    from models.service_record import ServiceRecord


class Invitation(Model):
    """The one invitation of an ended service, written in the same commit."""

    id = fields.UUIDField(primary_key=True)
    service_record: fields.OneToOneRelation["ServiceRecord"] = fields.OneToOneField(
        "models.ServiceRecord", related_name="invitation", on_delete=fields.RESTRICT
    )
    service_record_id: UUID
    invited_at = fields.DatetimeField()

    class Meta:
        table = "invitation"
