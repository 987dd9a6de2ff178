"""The ledger of subscription messages: one consent is one message."""

from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

if TYPE_CHECKING:
    from models.notices.outbox_message import OutboxMessage
    from models.people.wechat_account import WechatAccount


class NoticeQuota(Model):
    """+1 for a consent, −1 for a message sent, the balance is the sum."""

    id = fields.UUIDField(primary_key=True)
    account: fields.ForeignKeyRelation["WechatAccount"] = fields.ForeignKeyField(
        "models.WechatAccount", related_name="quota", on_delete=fields.RESTRICT
    )
    account_id: UUID
    template_id = fields.CharField(max_length=64)
    change = fields.SmallIntField()
    at = fields.DatetimeField()
    reason = fields.CharField(max_length=20)  # consent, sent, refused_by_wechat
    message: fields.ForeignKeyNullableRelation["OutboxMessage"] = fields.ForeignKeyField(
        "models.OutboxMessage", related_name="quota", null=True, on_delete=fields.RESTRICT
    )
    message_id: UUID | None

    class Meta:
        table = "notice_quota"
        unique_together = (("message", "account"),)
        indexes = (("account_id", "template_id"),)
