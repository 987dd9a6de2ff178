"""Ratings of officers by day (14-4)."""

from tortoise import fields

from models.figures.grade_counts import GradeCounts


class OfficerDay(GradeCounts):
    """What was said of services bound to an officer on a day (14-4)."""

    id = fields.BigIntField(primary_key=True)
    officer_id = fields.UUIDField()
    institution_id = fields.UUIDField()

    class Meta:
        table = "officer_day"
        unique_together = (("day", "officer_id", "institution_id", "series", "rule_set"),)
        indexes = (("officer_id", "day"), ("institution_id", "day"))
