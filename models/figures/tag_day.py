"""Tags chosen by day."""

from tortoise import fields
from tortoise.models import Model


class TagDay(Model):
    """How often a tag was chosen for an institution on a day, linked opinions only."""

    id = fields.BigIntField(primary_key=True)
    day = fields.DateField()
    institution_id = fields.UUIDField()
    bureau_id = fields.UUIDField()
    tag = fields.CharField(max_length=8)
    count = fields.IntField()

    class Meta:
        table = "tag_day"
        unique_together = (("day", "institution_id", "bureau_id", "tag"),)
        indexes = (("institution_id", "day"),)
