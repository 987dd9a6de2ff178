"""日志存档: log files that were rotated, kept as they were (9-2)."""

from datetime import date

from tortoise import fields
from tortoise.models import Model


class KeptLog(Model):
    """One file: what it held, as a hash, in a chain signed with a key the database has not."""

    number = fields.IntField(primary_key=True, generated=False)
    kind = fields.CharField(max_length=20)  # access, database …, as the settings call it
    name = fields.CharField(max_length=120)
    day: date = fields.DateField()
    size = fields.BigIntField()
    lines = fields.IntField()
    sha256 = fields.CharField(max_length=64)  # of the file before it was packed
    hash = fields.CharField(max_length=64)  # HMAC-SM3 over all of it and the one before
    kept_at = fields.DatetimeField()
    gone_at = fields.DatetimeField(null=True)  # its year was over

    class Meta:
        table = "kept_log"
        unique_together = (("kind", "name"),)
        indexes = (("day",),)
