"""密钥: what a partner signs its requests with; two are valid while it changes over."""

from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

if TYPE_CHECKING:
    from models.channels.partner import Partner
    from models.people.staff import Staff


class PartnerKey(Model):
    """A shared secret, sealed, or the public half of a pair whose private half never came here."""

    id = fields.UUIDField(primary_key=True)
    partner: fields.ForeignKeyRelation["Partner"] = fields.ForeignKeyField(
        "models.Partner", related_name="keys", on_delete=fields.RESTRICT
    )
    partner_id: UUID
    key_id = fields.CharField(max_length=40, unique=True)
    kind = fields.CharField(max_length=10)  # secret, sm2, ed25519
    secret_sealed = fields.BinaryField(null=True)
    public_key = fields.CharField(max_length=130, default="", db_default="")
    made_at = fields.DatetimeField(null=True)
    made_by: fields.ForeignKeyNullableRelation["Staff"] = fields.ForeignKeyField(
        "models.Staff", related_name="partner_keys", null=True, on_delete=fields.RESTRICT
    )
    made_by_id: UUID | None
    expires_at = fields.DatetimeField(null=True)
    revoked_at = fields.DatetimeField(null=True)

    class Meta:
        table = "partner_key"
        indexes = (("partner_id",),)
