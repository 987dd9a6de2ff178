"""What a member of staff has beside the password."""

from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

if TYPE_CHECKING:
    from models.people.staff import Staff


class SecondFactor(Model):
    """An authenticator (RFC 6238). It counts once its owner has shown a code of it."""

    id = fields.UUIDField(primary_key=True)
    staff: fields.OneToOneRelation["Staff"] = fields.OneToOneField(
        "models.Staff", related_name="second_factor", on_delete=fields.RESTRICT
    )
    staff_id: UUID
    secret_sealed = fields.BinaryField()
    begun_at = fields.DatetimeField()
    confirmed_at = fields.DatetimeField(null=True)
    last_step = fields.BigIntField()  # a code is taken once: only steps after this one

    class Meta:
        table = "second_factor"


class RecoveryCode(Model):
    """A way in once the authenticator is lost. Each works once."""

    id = fields.UUIDField(primary_key=True)
    staff: fields.ForeignKeyRelation["Staff"] = fields.ForeignKeyField(
        "models.Staff", related_name="recovery_codes", on_delete=fields.RESTRICT
    )
    staff_id: UUID
    code_index = fields.CharField(max_length=64)
    used_at = fields.DatetimeField(null=True)

    class Meta:
        table = "recovery_code"
        unique_together = (("staff", "code_index"),)
