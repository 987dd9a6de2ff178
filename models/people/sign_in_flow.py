"""Real-name verifications under way, between leaving and coming back."""

from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

if TYPE_CHECKING:
    from models.people.wechat_account import WechatAccount


class SignInFlow(Model):
    """One start of a verification, used once, and only until it expires."""

    id = fields.UUIDField(primary_key=True)
    state_hash = fields.CharField(max_length=64, unique=True)
    way = fields.CharField(max_length=10)  # redirect, jump, face
    account: fields.ForeignKeyNullableRelation["WechatAccount"] = fields.ForeignKeyField(
        "models.WechatAccount", related_name="flows", null=True, on_delete=fields.RESTRICT
    )
    account_id: UUID | None
    person_sealed = fields.BinaryField(null=True)  # face: what the citizen typed
    notice_version = fields.CharField(max_length=20, default="")
    expires_at = fields.DatetimeField()
    used_at = fields.DatetimeField(null=True)

    class Meta:
        table = "sign_in_flow"
