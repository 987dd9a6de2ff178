"""Each attempt to deliver a message on a channel."""

from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

if TYPE_CHECKING:
    from models.notices.outbox_message import OutboxMessage


class Delivery(Model):
    """What became of one attempt, codes are the supplier's, never texts."""

    id = fields.UUIDField(primary_key=True)
    message: fields.ForeignKeyRelation["OutboxMessage"] = fields.ForeignKeyField(
        "models.OutboxMessage", related_name="deliveries", on_delete=fields.RESTRICT
    )
    message_id: UUID
    recipient_id = fields.UUIDField()  # an evaluator or a member of staff
    channel = fields.CharField(max_length=10)  # inbox, wechat, sms
    # handed_over (SMS, until its report), delivered, undelivered, temporary, permanent, given_up
    outcome = fields.CharField(max_length=12)
    code = fields.CharField(max_length=40, default="")
    supplier_id = fields.CharField(max_length=64, null=True)  # the gateway's id of an SMS
    at = fields.DatetimeField()

    class Meta:
        table = "delivery"
        indexes = (("message_id", "recipient_id"), ("supplier_id",))
