"""The in-app inbox: always written, whatever becomes of push and SMS."""

from tortoise import fields
from tortoise.models import Model


class InboxMessage(Model):
    """A message to a citizen or to a member of staff, once per outbox message and reader."""

    id = fields.UUIDField(primary_key=True)
    evaluator = fields.ForeignKeyField(
        "models.Evaluator", related_name="inbox", null=True, on_delete=fields.RESTRICT
    )
    staff = fields.ForeignKeyField(
        "models.Staff", related_name="inbox", null=True, on_delete=fields.RESTRICT
    )
    message = fields.ForeignKeyField(
        "models.OutboxMessage", related_name="inbox", on_delete=fields.RESTRICT
    )
    order = fields.ForeignKeyField(
        "models.WorkOrder", related_name="inbox", null=True, on_delete=fields.RESTRICT
    )
    topic = fields.CharField(max_length=40)
    title = fields.CharField(max_length=60)
    body = fields.CharField(max_length=500)
    at = fields.DatetimeField()
    read_at = fields.DatetimeField(null=True)

    class Meta:
        table = "inbox_message"
        unique_together = (("message", "evaluator"), ("message", "staff"))
        indexes = (("evaluator_id", "at"), ("staff_id", "at"))
