"""Sessions of phones."""

from tortoise import fields
from tortoise.models import Model


class CitizenSession(Model):
    """A session, the token itself is never stored."""

    id = fields.UUIDField(primary_key=True)
    token_hash = fields.CharField(max_length=64, unique=True)
    account = fields.ForeignKeyField(
        "models.WechatAccount", related_name="sessions", null=True, on_delete=fields.RESTRICT
    )
    evaluator = fields.ForeignKeyField(
        "models.Evaluator", related_name="sessions", null=True, on_delete=fields.RESTRICT
    )
    created_at = fields.DatetimeField()
    expires_at = fields.DatetimeField()
    revoked_at = fields.DatetimeField(null=True)

    class Meta:
        table = "citizen_session"
