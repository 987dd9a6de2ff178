"""Ended and rated services in halls by day (13-5)."""

from tortoise import fields

from models.figures.service_counts import ServiceCounts


class ServiceHallDay(ServiceCounts):
    """Services at the windows of a hall, as `ServiceDay` counts those of an institution."""

    id = fields.BigIntField(primary_key=True)
    hall_id = fields.UUIDField()
    bureau_id = fields.UUIDField()

    class Meta:
        table = "service_hall_day"
        unique_together = (("day", "hall_id", "bureau_id"),)
        indexes = (("hall_id", "day"),)
