"""What changed about a work order's rounds: the list of days to count again (12-9, 13-5)."""

from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

if TYPE_CHECKING:
    from models.orders.work_order import WorkOrder


class OrderChange(Model):
    """Written in the transaction of the step. A day that is not over yet waits until it is."""

    id = fields.UUIDField(primary_key=True)
    order: fields.ForeignKeyRelation["WorkOrder"] = fields.ForeignKeyField(
        "models.WorkOrder", related_name="changes", on_delete=fields.RESTRICT
    )
    order_id: UUID
    day = fields.DateField()  # the last day of a round's clock, as it was or as it is now
    at = fields.DatetimeField()
    applied_at = fields.DatetimeField(null=True)

    class Meta:
        table = "order_change"
        indexes = (("applied_at", "day"),)
