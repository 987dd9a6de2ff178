"""The chain over the audit trail: each link bears the hash of the one before (9-2)."""

from tortoise import fields
from tortoise.models import Model


class AuditLink(Model):
    """One entry in its place. Of two who forge the next link the number lets one through.

    No foreign key: a removed entry must leave its link behind, that is how it is missed.
    """

    number = fields.BigIntField(primary_key=True, generated=False)
    entry_id = fields.UUIDField(unique=True)
    at = fields.DatetimeField()  # of the entry
    key_number = fields.SmallIntField(default=1, db_default=1)
    hash = fields.CharField(max_length=64)  # HMAC-SM3 over the hash before and the whole entry

    class Meta:
        table = "audit_link"
        indexes = (("at",),)
