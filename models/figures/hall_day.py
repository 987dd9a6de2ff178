"""Ratings in halls by day."""

from tortoise import fields

from models.figures.grade_counts import GradeCounts


class HallDay(GradeCounts):
    """What was said at the windows of a hall on a day."""

    id = fields.BigIntField(primary_key=True)
    hall_id = fields.UUIDField()
    bureau_id = fields.UUIDField()

    class Meta:
        table = "hall_day"
        unique_together = (("day", "hall_id", "bureau_id", "series", "rule_set"),)
        indexes = (("hall_id", "day"),)
