"""The audit trail: append-only, at least a year."""

from tortoise import fields
from tortoise.models import Model


class AuditEntry(Model):
    """Who did or tried what, when, with which outcome. Ids, never names or numbers."""

    id = fields.UUIDField(primary_key=True)
    at = fields.DatetimeField()
    actor_kind = fields.CharField(max_length=10)  # citizen, staff, partner, system, anyone
    actor_id = fields.UUIDField(null=True)
    action = fields.CharField(max_length=60)
    object_kind = fields.CharField(max_length=30, default="")
    object_id = fields.CharField(max_length=64, default="")
    outcome = fields.CharField(max_length=30)
    reason = fields.CharField(max_length=500, default="")
    before = fields.CharField(max_length=40, default="")
    after = fields.CharField(max_length=40, default="")
    # HMAC-SM3 over all of it, made when it is written: whoever has only the database cannot.
    key_number = fields.SmallIntField(default=1, db_default=1)  # the key that signed
    signature = fields.CharField(max_length=64, default="", db_default="")

    class Meta:
        table = "audit_entry"
        indexes = (
            ("at",),
            ("action", "at"),
            ("actor_id", "at"),
            ("object_id", "at"),
            ("object_kind", "at"),
            ("outcome", "at"),
        )
