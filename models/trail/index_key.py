"""Keys of the blind index: which there are, and how far the newest has taken over (9-2)."""

from tortoise import fields
from tortoise.models import Model


class IndexKey(Model):
    """A key by its number, and of the key itself only what tells it from another."""

    number = fields.SmallIntField(primary_key=True, generated=False)
    fingerprint = fields.CharField(max_length=16)
    known_at = fields.DatetimeField()
    # NULL: known, not used. 1: services are written so and rewritten; 2: people too; 3: all are.
    stage = fields.SmallIntField(null=True)
    stage_since = fields.DatetimeField(null=True)
    changing = fields.SmallIntField(null=True, unique=True)  # 1 at stages 1 and 2: one at a time

    class Meta:
        table = "index_key"
