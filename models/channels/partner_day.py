"""What a partner told on a day, added up by the minute and not by the request."""

from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

if TYPE_CHECKING:
    from models.channels.partner import Partner


class PartnerDay(Model):
    """Requests and rows of one endpoint that ended in one code, an empty one if all is well."""

    id = fields.UUIDField(primary_key=True)
    partner: fields.ForeignKeyRelation["Partner"] = fields.ForeignKeyField(
        "models.Partner", related_name="days", on_delete=fields.RESTRICT
    )
    partner_id: UUID
    day: date = fields.DateField()
    endpoint = fields.CharField(max_length=40)
    code = fields.CharField(max_length=40)
    contacts = fields.IntField()
    rows = fields.IntField()
    last_at: datetime = fields.DatetimeField()

    class Meta:
        table = "partner_day"
        unique_together = (("partner", "day", "endpoint", "code"),)
