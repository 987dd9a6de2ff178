"""What citizens scored beside the grade, by day (5-1, 5-2, 4-2)."""

from tortoise import fields
from tortoise.models import Model


class IndicatorDay(Model):
    """Scores of one dimension of one indicator set on a day, linked opinions only."""

    id = fields.BigIntField(primary_key=True)
    day = fields.DateField()
    institution_id = fields.UUIDField()
    bureau_id = fields.UUIDField()
    hall_id = fields.UUIDField(null=True)
    indicator_set = fields.CharField(max_length=40)
    item = fields.CharField(max_length=40)
    answers = fields.IntField()
    total = fields.IntField()  # of the scores, 1 to 5 each

    class Meta:
        table = "indicator_day"
        unique_together = (
            ("day", "institution_id", "bureau_id", "hall_id", "indicator_set", "item"),
        )
        indexes = (("institution_id", "day"), ("hall_id", "day"))
