"""Ratings of service items by day."""

from tortoise import fields

from models.figures.grade_counts import GradeCounts


class ItemDay(GradeCounts):
    """What was said of a service item at an institution on a day."""

    id = fields.BigIntField(primary_key=True)
    institution_id = fields.UUIDField()
    item_id = fields.UUIDField()
    bureau_id = fields.UUIDField()

    class Meta:
        table = "item_day"
        unique_together = (("day", "institution_id", "item_id", "bureau_id", "series", "rule_set"),)
        indexes = (("institution_id", "day"),)
