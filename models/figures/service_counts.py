"""The columns every count of services has (13-5)."""

from tortoise import fields
from tortoise.models import Model


class ServiceCounts(Model):
    """Services ended on the day, and those whose seven days ended on it.

    `rated` are those of the latter with an opinion in time: the numerator of participation, of
    which `due` is the denominator (13-5).
    """

    day = fields.DateField()
    ended = fields.IntField()
    due = fields.IntField()
    rated = fields.IntField()

    class Meta:
        abstract = True
