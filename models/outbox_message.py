"""Messages to be delivered, written in the commit of the thing they tell."""

from tortoise import fields
from tortoise.models import Model


class OutboxMessage(Model):
    """A message. `run_at` is its turn and, once claimed, the end of the lease."""

    id = fields.UUIDField(primary_key=True)
    topic = fields.CharField(max_length=40)
    order = fields.ForeignKeyField(
        "models.WorkOrder", related_name="messages", null=True, on_delete=fields.RESTRICT
    )
    payload = fields.CharField(max_length=500, default="{}")  # ids only, never personal data
    state = fields.CharField(max_length=10, default="queued")  # queued, sending, sent, dead
    attempts = fields.SmallIntField(default=0)
    run_at = fields.DatetimeField()
    created_at = fields.DatetimeField()
    done_at = fields.DatetimeField(null=True)

    class Meta:
        table = "outbox_message"
        indexes = (("state", "run_at"),)
