"""Ended and rated services of items by day (13-5)."""

from tortoise import fields

from models.figures.service_counts import ServiceCounts


class ServiceItemDay(ServiceCounts):
    """Services of an item at an institution, as `ServiceDay` counts those of an institution."""

    id = fields.BigIntField(primary_key=True)
    institution_id = fields.UUIDField()
    item_id = fields.UUIDField()
    bureau_id = fields.UUIDField()

    class Meta:
        table = "service_item_day"
        unique_together = (("day", "institution_id", "item_id", "bureau_id"),)
        indexes = (("institution_id", "day"),)
