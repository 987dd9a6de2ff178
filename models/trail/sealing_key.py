"""Keys that seal: which numbers there are, which one seals, which are no longer used (9-2)."""

from tortoise import fields
from tortoise.models import Model


class SealingKey(Model):
    """A key by its number, and of the key itself only what tells it from another.

    `current` is 1 for the one that seals, which the database lets be one alone.
    """

    number = fields.SmallIntField(primary_key=True, generated=False)
    fingerprint = fields.CharField(max_length=16)
    known_at = fields.DatetimeField()
    current = fields.SmallIntField(null=True, unique=True)
    current_since = fields.DatetimeField(null=True)
    resealed_at = fields.DatetimeField(null=True)  # nothing older was found by then
    retired_at = fields.DatetimeField(null=True)

    class Meta:
        table = "sealing_key"
