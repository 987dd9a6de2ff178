"""Sessions of phones."""

from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

if TYPE_CHECKING:
    from models.people.evaluator import Evaluator
    from models.people.wechat_account import WechatAccount


class CitizenSession(Model):
    """A session, the token itself is never stored. Its token changes, the session stays."""

    id = fields.UUIDField(primary_key=True)
    token_hash = fields.CharField(max_length=64, unique=True)
    account: fields.ForeignKeyNullableRelation["WechatAccount"] = fields.ForeignKeyField(
        "models.WechatAccount", related_name="sessions", null=True, on_delete=fields.RESTRICT
    )
    account_id: UUID | None
    evaluator: fields.ForeignKeyNullableRelation["Evaluator"] = fields.ForeignKeyField(
        "models.Evaluator", related_name="sessions", null=True, on_delete=fields.RESTRICT
    )
    evaluator_id: UUID | None
    created_at = fields.DatetimeField()
    expires_at = fields.DatetimeField()
    revoked_at = fields.DatetimeField(null=True)
    # Blind index of the network address: tells many ratings from one place apart (3-7).
    address_index = fields.CharField(max_length=16, null=True)

    token_at = fields.DatetimeField(null=True)  # since when it has this token; None: from the start
    fresh = fields.BooleanField(default=False, db_default=False)  # exchanged for, not used yet
    seen_at = fields.DatetimeField(null=True)  # its day; None: not since that of the beginning
    client = fields.CharField(max_length=40, default="", db_default="")  # browser and system

    class Meta:
        table = "citizen_session"
        indexes = (("evaluator_id",),)
