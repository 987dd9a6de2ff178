"""That something was there, after it has gone for good (9-6)."""

from tortoise import fields
from tortoise.models import Model


class Tombstone(Model):
    """A row that is gone: its id, its table, what it belonged to, and when. Not what it said."""

    id = fields.UUIDField(primary_key=True)
    what = fields.CharField(max_length=40)  # the table
    about_id = fields.UUIDField(null=True)  # of a picture: its rating or case; never a person
    gone_at = fields.DatetimeField()

    class Meta:
        table = "tombstone"
        indexes = (("about_id",),)
