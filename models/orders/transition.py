"""Each step of a work order is a row: who, when, before, after."""

from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

if TYPE_CHECKING:
    from models.orders.work_order import WorkOrder
    from models.people.staff import Staff


class Transition(Model):
    """Unique on (order, number), so a race loses loudly."""

    id = fields.UUIDField(primary_key=True)
    order: fields.ForeignKeyRelation["WorkOrder"] = fields.ForeignKeyField(
        "models.WorkOrder", related_name="transitions", on_delete=fields.RESTRICT
    )
    order_id: UUID
    number = fields.SmallIntField()
    action = fields.CharField(max_length=20)
    before = fields.CharField(max_length=20)
    after = fields.CharField(max_length=20)
    at = fields.DatetimeField()
    actor = fields.CharField(max_length=10)  # system, bureau, handler, evaluator
    staff: fields.ForeignKeyNullableRelation["Staff"] = fields.ForeignKeyField(
        "models.Staff", related_name="transitions", null=True, on_delete=fields.RESTRICT
    )
    staff_id: UUID | None
    office = fields.CharField(max_length=80, default="")  # name as it was then
    note = fields.CharField(max_length=500, default="")

    class Meta:
        table = "transition"
        unique_together = (("order", "number"),)
        indexes = (("at",),)
