"""What a partner told and nothing could be made of: its number and the reason, no person."""

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

if TYPE_CHECKING:
    from models.channels.partner import Partner


class PartnerRefusal(Model):
    """One refused row, kept for some days so that both sides can look at it."""

    id = fields.UUIDField(primary_key=True)
    partner: fields.ForeignKeyRelation["Partner"] = fields.ForeignKeyField(
        "models.Partner", related_name="refusals", on_delete=fields.RESTRICT
    )
    partner_id: UUID
    at: datetime = fields.DatetimeField()
    endpoint = fields.CharField(max_length=40)
    number = fields.CharField(max_length=80)  # as the partner knows it; empty if unreadable
    code = fields.CharField(max_length=40)
    place = fields.CharField(max_length=80)  # the field that could not be read

    class Meta:
        table = "partner_refusal"
        indexes = (("partner_id", "at"), ("at",))
