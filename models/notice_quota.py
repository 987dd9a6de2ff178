"""The ledger of subscription messages: one consent is one message."""

from tortoise import fields
from tortoise.models import Model


class NoticeQuota(Model):
    """+1 for a consent, −1 for a message sent, the balance is the sum."""

    id = fields.UUIDField(primary_key=True)
    account = fields.ForeignKeyField(
        "models.WechatAccount", related_name="quota", on_delete=fields.RESTRICT
    )
    template_id = fields.CharField(max_length=64)
    change = fields.SmallIntField()
    at = fields.DatetimeField()
    reason = fields.CharField(max_length=20)  # consent, sent, refused_by_wechat
    message = fields.ForeignKeyField(
        "models.OutboxMessage", related_name="quota", null=True, on_delete=fields.RESTRICT
    )

    class Meta:
        table = "notice_quota"
        unique_together = (("message", "account"),)
        indexes = (("account_id", "template_id"),)
