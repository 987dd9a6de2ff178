"""The in-app inbox: always written, whatever becomes of push and SMS."""

from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

if TYPE_CHECKING:
    from models.notices.outbox_message import OutboxMessage
    from models.orders.work_order import WorkOrder
    from models.people.evaluator import Evaluator
    from models.people.staff import Staff


class InboxMessage(Model):
    """A message to a citizen or to a member of staff, once per outbox message and reader."""

    id = fields.UUIDField(primary_key=True)
    evaluator: fields.ForeignKeyNullableRelation["Evaluator"] = fields.ForeignKeyField(
        "models.Evaluator", related_name="inbox", null=True, on_delete=fields.RESTRICT
    )
    evaluator_id: UUID | None
    staff: fields.ForeignKeyNullableRelation["Staff"] = fields.ForeignKeyField(
        "models.Staff", related_name="inbox", null=True, on_delete=fields.RESTRICT
    )
    staff_id: UUID | None
    message: fields.ForeignKeyRelation["OutboxMessage"] = fields.ForeignKeyField(
        "models.OutboxMessage", related_name="inbox", on_delete=fields.RESTRICT
    )
    message_id: UUID
    order: fields.ForeignKeyNullableRelation["WorkOrder"] = fields.ForeignKeyField(
        "models.WorkOrder", related_name="inbox", null=True, on_delete=fields.RESTRICT
    )
    order_id: UUID | None
    topic = fields.CharField(max_length=40)
    title = fields.CharField(max_length=60)
    body = fields.CharField(max_length=500)
    at = fields.DatetimeField()
    read_at = fields.DatetimeField(null=True)

    class Meta:
        table = "inbox_message"
        unique_together = (("message", "evaluator"), ("message", "staff"))
        indexes = (("evaluator_id", "at"), ("staff_id", "at"))
