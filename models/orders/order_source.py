"""并入来源: what else speaks of the matter of a work order (Art. 11)."""

from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

if TYPE_CHECKING:
    from models.orders.work_order import WorkOrder
    from models.people.staff import Staff
    from models.rating.rating import Rating


class OrderSource(Model):
    """One thing joined to an order instead of opening another: unique on (source, number).

    A copy another system sent, joined by somebody of the bureau (11-5), or the second opinion of
    the same evaluator, joined in the commit that stored it (7-11); then `number` is its receipt's.
    """

    id = fields.UUIDField(primary_key=True)
    order: fields.ForeignKeyRelation["WorkOrder"] = fields.ForeignKeyField(
        "models.WorkOrder", related_name="sources", on_delete=fields.RESTRICT
    )
    order_id: UUID
    source = fields.CharField(max_length=20)
    number = fields.CharField(max_length=64)
    rating: fields.OneToOneNullableRelation["Rating"] = fields.OneToOneField(
        "models.Rating", related_name="joined", null=True, on_delete=fields.RESTRICT
    )
    rating_id: UUID | None
    joined_at = fields.DatetimeField()
    staff: fields.ForeignKeyNullableRelation["Staff"] = fields.ForeignKeyField(
        "models.Staff", related_name="joined_sources", null=True, on_delete=fields.RESTRICT
    )
    staff_id: UUID | None
    office = fields.CharField(max_length=80, default="")
    note = fields.CharField(max_length=500, default="")

    class Meta:
        table = "order_source"
        unique_together = (("source", "number"),)
        indexes = (("order_id",), ("joined_at",))
