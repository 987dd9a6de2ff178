"""Rounds of work orders by the day they were due (13-5)."""

from tortoise import fields
from tortoise.models import Model


class OrderDay(Model):
    """Rounds whose clock ended on the day, without orders closed as invalid (12-9, 13-5).

    `rectified` are those of the `due` whose order was closed with all three entries, `in_time`
    those of them fed back within the clock, `contacted` those with a contact on record.
    """

    id = fields.BigIntField(primary_key=True)
    day = fields.DateField()
    institution_id = fields.UUIDField()  # who owed it
    bureau_id = fields.UUIDField()  # that supervised the service
    hall_id = fields.UUIDField(null=True)
    window_id = fields.UUIDField(null=True)
    item_id = fields.UUIDField(null=True)
    channel = fields.CharField(max_length=20)
    due = fields.IntField()
    rectified = fields.IntField()
    in_time = fields.IntField()
    contacted = fields.IntField()

    class Meta:
        table = "order_day"
        indexes = (("day",), ("institution_id", "day"))
