"""Keys that sign the audit trail: which there are, and which signs (9-2)."""

from tortoise import fields
from tortoise.models import Model


class TrailKey(Model):
    """A key by its number, and of the key itself only what tells it from another.

    `current` is 1 for the one that signs, which the database lets be one alone.
    """

    number = fields.SmallIntField(primary_key=True, generated=False)
    fingerprint = fields.CharField(max_length=16)
    known_at = fields.DatetimeField()
    since = fields.DatetimeField(null=True)  # signs from then on; the first has from the beginning
    current = fields.SmallIntField(null=True, unique=True)

    class Meta:
        table = "trail_key"
