"""Ratings of institutions by day and channel."""

from tortoise import fields

from models.figures.grade_counts import GradeCounts


class InstitutionDay(GradeCounts):
    """What was said of an institution on a day, through which channel."""

    id = fields.BigIntField(primary_key=True)
    institution_id = fields.UUIDField()
    bureau_id = fields.UUIDField()  # the one that supervised it then
    channel = fields.CharField(max_length=20)

    class Meta:
        table = "institution_day"
        unique_together = (("day", "institution_id", "bureau_id", "series", "channel", "rule_set"),)
        indexes = (("institution_id", "day"),)
