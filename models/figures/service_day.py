"""Ended and rated services by day (13-5)."""

from tortoise import fields

from models.figures.service_counts import ServiceCounts


class ServiceDay(ServiceCounts):
    """Services of an institution: those ended on the day, those whose seven days ended on it."""

    id = fields.BigIntField(primary_key=True)
    institution_id = fields.UUIDField()
    bureau_id = fields.UUIDField()

    class Meta:
        table = "service_day"
        unique_together = (("day", "institution_id", "bureau_id"),)
        indexes = (("institution_id", "day"),)
