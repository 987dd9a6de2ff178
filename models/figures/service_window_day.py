"""Ended and rated services at windows by day (13-5)."""

from tortoise import fields

from models.figures.service_counts import ServiceCounts


class ServiceWindowDay(ServiceCounts):
    """Services at a window, as `ServiceDay` counts those of an institution."""

    id = fields.BigIntField(primary_key=True)
    window_id = fields.UUIDField()
    hall_id = fields.UUIDField()
    bureau_id = fields.UUIDField()

    class Meta:
        table = "service_window_day"
        unique_together = (("day", "window_id", "hall_id", "bureau_id"),)
        indexes = (("window_id", "day"),)
