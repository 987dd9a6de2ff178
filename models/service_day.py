"""Ended and rated services by day (13-5)."""

from tortoise import fields
from tortoise.models import Model


class ServiceDay(Model):
    """Services of an institution: those ended on the day, those whose seven days ended on it.

    `rated` are those of the latter with an opinion in time: the numerator of participation, of
    which `due` is the denominator (13-5).
    """

    id = fields.BigIntField(primary_key=True)
    day = fields.DateField()
    institution_id = fields.UUIDField()
    bureau_id = fields.UUIDField()
    ended = fields.IntField()
    due = fields.IntField()
    rated = fields.IntField()

    class Meta:
        table = "service_day"
        unique_together = (("day", "institution_id", "bureau_id"),)
        indexes = (("institution_id", "day"),)
