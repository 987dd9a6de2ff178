"""对账: one day compared with the provincial system (Art. 10; 10-6)."""

from tortoise import fields
from tortoise.models import Model


class Reconciliation(Model):
    """The counts of a day on both sides when they were last compared."""

    id = fields.UUIDField(primary_key=True)
    day = fields.DateField(unique=True)
    made_at = fields.DatetimeField()
    ours = fields.IntField()
    theirs = fields.IntField()

    class Meta:
        table = "reconciliation"
