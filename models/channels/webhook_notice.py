"""One notice to a partner: what it says, and how its sending went."""

from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

if TYPE_CHECKING:
    from models.channels.webhook import Webhook


class WebhookNotice(Model):
    """Its id is told with it, and stays the same however often it is sent.

    Of one `line` none leaves before the one in front of it has arrived or was given up.
    """

    id = fields.UUIDField(primary_key=True)
    webhook: fields.ForeignKeyRelation["Webhook"] = fields.ForeignKeyField(
        "models.Webhook", related_name="notices", on_delete=fields.RESTRICT
    )
    webhook_id: UUID
    kind = fields.CharField(max_length=20)
    subject = fields.CharField(max_length=80)  # as the partner knows it
    line = fields.UUIDField()
    place = fields.SmallIntField()
    body = fields.TextField()  # numbers of the partner's, states, moments; no person
    state = fields.CharField(max_length=10, default="queued")
    attempts = fields.IntField(default=0)
    replays = fields.IntField(default=0)
    created_at = fields.DatetimeField()
    queued_at = fields.DatetimeField()  # when it was last begun with
    turn_at = fields.DatetimeField()  # once claimed, the end of the lease
    tried_at = fields.DatetimeField(null=True)
    done_at = fields.DatetimeField(null=True)
    # Of the last attempt.
    status = fields.SmallIntField(null=True)
    milliseconds = fields.IntField(null=True)
    error = fields.CharField(max_length=40, default="")

    class Meta:
        table = "webhook_notice"
        unique_together = (("line", "place"),)
        indexes = (
            ("webhook_id", "state", "turn_at"),
            ("webhook_id", "created_at"),
            ("created_at",),
        )
