"""A WeChat account that has opened the mini-program."""

from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

if TYPE_CHECKING:
    from models.people.evaluator import Evaluator


class WechatAccount(Model):
    """An openid, sealed, bound to an evaluator once the real name is verified."""

    id = fields.UUIDField(primary_key=True)
    openid_index = fields.CharField(max_length=64, unique=True)
    openid_sealed = fields.BinaryField()
    evaluator: fields.ForeignKeyNullableRelation["Evaluator"] = fields.ForeignKeyField(
        "models.Evaluator", related_name="accounts", null=True, on_delete=fields.RESTRICT
    )
    evaluator_id: UUID | None
    created_at = fields.DatetimeField()

    class Meta:
        table = "wechat_account"
        indexes = (("evaluator_id",),)
