"""Which days the rollups have counted (Art. 12–14)."""

from tortoise import fields
from tortoise.models import Model


class RollupDay(Model):
    """The state of a day, `counted_at` is NULL while the day has to be counted (again)."""

    day = fields.DateField(primary_key=True)
    counted_at = fields.DatetimeField(null=True)
    version = fields.IntField(default=1)  # grows with each mark, as in `Settlement`

    class Meta:
        table = "rollup_day"
        indexes = (("counted_at",),)
