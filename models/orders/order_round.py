"""整改轮次: one pass of a work order from dispatch to answer, as the figures count it (13-5)."""

from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

if TYPE_CHECKING:
    from models.orders.work_order import WorkOrder
    from models.places.institution import Institution


class OrderRound(Model):
    """Who owed a rectification by when, or NULL while nobody does: returned, or under appeal."""

    id = fields.UUIDField(primary_key=True)
    order: fields.ForeignKeyRelation["WorkOrder"] = fields.ForeignKeyField(
        "models.WorkOrder", related_name="rounds", on_delete=fields.RESTRICT
    )
    order_id: UUID
    round = fields.SmallIntField()
    institution: fields.ForeignKeyRelation["Institution"] = fields.ForeignKeyField(
        "models.Institution", related_name="order_rounds", on_delete=fields.RESTRICT
    )
    institution_id: UUID
    due_at = fields.DatetimeField(null=True)

    class Meta:
        table = "order_round"
        unique_together = (("order", "round"),)
        indexes = (("due_at",),)
