"""A WeChat account that has opened the mini-program."""

from tortoise import fields
from tortoise.models import Model


class WechatAccount(Model):
    """An openid, sealed, bound to an evaluator once the real name is verified."""

    id = fields.UUIDField(primary_key=True)
    openid_index = fields.CharField(max_length=64, unique=True)
    openid_sealed = fields.BinaryField()
    evaluator = fields.ForeignKeyField(
        "models.Evaluator", related_name="accounts", null=True, on_delete=fields.RESTRICT
    )
    created_at = fields.DatetimeField()

    class Meta:
        table = "wechat_account"
        indexes = (("evaluator_id",),)
