"""通知: where a partner is told of what became of what it brought in."""

from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

if TYPE_CHECKING:
    from models.channels.partner import Partner
    from models.people.staff import Staff


class Webhook(Model):
    """One a partner. `before_sealed` is the secret before, good beside the new one for a while."""

    id = fields.UUIDField(primary_key=True)
    partner: fields.OneToOneRelation["Partner"] = fields.OneToOneField(
        "models.Partner", related_name="webhook", on_delete=fields.RESTRICT
    )
    partner_id: UUID
    address = fields.CharField(max_length=300)
    kinds = fields.CharField(max_length=200)  # of rules/webhooks.py
    scheme = fields.CharField(max_length=10)
    secret_sealed = fields.BinaryField(null=True)
    before_sealed = fields.BinaryField(null=True)
    before_until = fields.DatetimeField(null=True)
    version = fields.IntField(default=1)
    made_at = fields.DatetimeField()
    made_by: fields.ForeignKeyRelation["Staff"] = fields.ForeignKeyField(
        "models.Staff", related_name="webhooks", on_delete=fields.RESTRICT
    )
    made_by_id: UUID
    # How the other side does.
    paused = fields.CharField(max_length=10, default="")
    answered_at = fields.DatetimeField(null=True)
    failures = fields.IntField(default=0)  # since it last answered
    failing_since = fields.DatetimeField(null=True)
    error = fields.CharField(max_length=40, default="")
    retry_at = fields.DatetimeField(null=True)

    class Meta:
        table = "webhook"
