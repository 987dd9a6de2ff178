"""What a walk along the chain of the audit trail found."""

from tortoise import fields
from tortoise.models import Model


class AuditCheck(Model):
    """One check: up to which link, with which hash, and the first thing wrong, if anything is."""

    id = fields.UUIDField(primary_key=True)
    at = fields.DatetimeField()
    links = fields.BigIntField()
    hash = fields.CharField(max_length=64)
    fault = fields.CharField(max_length=20, default="")  # empty: none
    fault_at = fields.DatetimeField(null=True)  # the time of the entry concerned
    entry_id = fields.UUIDField(null=True)

    class Meta:
        table = "audit_check"
        indexes = (("at",),)
