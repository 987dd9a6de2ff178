"""Ratings at windows by day."""

from tortoise import fields

from models.figures.grade_counts import GradeCounts


class WindowDay(GradeCounts):
    """What was said at a window on a day."""

    id = fields.BigIntField(primary_key=True)
    window_id = fields.UUIDField()
    hall_id = fields.UUIDField()
    bureau_id = fields.UUIDField()

    class Meta:
        table = "window_day"
        unique_together = (("day", "window_id", "hall_id", "bureau_id", "series", "rule_set"),)
        indexes = (("window_id", "day"),)
