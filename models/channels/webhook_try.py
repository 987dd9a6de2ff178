"""One try to hand a notice to a partner: when, what the answer was, how long it took."""

from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

if TYPE_CHECKING:
    from models.channels.webhook_notice import WebhookNotice


class WebhookTry(Model):
    """The newest ones of a notice are kept. The error says why there was no answer."""

    id = fields.UUIDField(primary_key=True)
    notice: fields.ForeignKeyRelation["WebhookNotice"] = fields.ForeignKeyField(
        "models.WebhookNotice", related_name="tries", on_delete=fields.RESTRICT
    )
    notice_id: UUID
    at = fields.DatetimeField()
    status = fields.SmallIntField(null=True)
    milliseconds = fields.IntField(null=True)
    error = fields.CharField(max_length=40, default="")

    class Meta:
        table = "webhook_try"
        indexes = (("notice_id", "at"), ("at",))
