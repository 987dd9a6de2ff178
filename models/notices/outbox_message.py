"""Messages to be delivered, written in the commit of the thing they tell."""

from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

if TYPE_CHECKING:
    from models.orders.work_order import WorkOrder


class OutboxMessage(Model):
    """A message. `run_at` is its turn and, once claimed, the end of the lease."""

    id = fields.UUIDField(primary_key=True)
    topic = fields.CharField(max_length=40)
    order: fields.ForeignKeyNullableRelation["WorkOrder"] = fields.ForeignKeyField(
        "models.WorkOrder", related_name="messages", null=True, on_delete=fields.RESTRICT
    )
    order_id: UUID | None
    payload = fields.CharField(max_length=500, default="{}")  # ids only, never personal data
    state = fields.CharField(max_length=10, default="queued")  # queued, sending, sent, dead
    attempts = fields.SmallIntField(default=0)
    run_at = fields.DatetimeField()
    created_at = fields.DatetimeField()
    done_at = fields.DatetimeField(null=True)

    class Meta:
        table = "outbox_message"
        indexes = (("state", "run_at"),)
