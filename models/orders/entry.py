"""回应, 整改, 反馈: three separate entries (11-3)."""

from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

if TYPE_CHECKING:
    from models.orders.work_order import WorkOrder
    from models.people.staff import Staff


class Entry(Model):
    """One of the three entries of a round."""

    id = fields.UUIDField(primary_key=True)
    order: fields.ForeignKeyRelation["WorkOrder"] = fields.ForeignKeyField(
        "models.WorkOrder", related_name="entries", on_delete=fields.RESTRICT
    )
    order_id: UUID
    step = fields.SmallIntField()  # number of the transition it was written with
    round = fields.SmallIntField()
    kind = fields.CharField(max_length=20)
    text = fields.CharField(max_length=2000)
    # A response says how it will be set right; a rectification by a date has its plan (11-9).
    handling = fields.CharField(max_length=12, default="")
    plan = fields.CharField(max_length=1000, default="")
    plan_until = fields.DateField(null=True)
    # A feedback that nearly repeats an earlier one: on which order, and how much in per cent.
    like_order_id = fields.UUIDField(null=True)
    likeness = fields.SmallIntField(null=True)
    at = fields.DatetimeField()
    staff: fields.ForeignKeyRelation["Staff"] = fields.ForeignKeyField(
        "models.Staff", related_name="entries", on_delete=fields.RESTRICT
    )
    staff_id: UUID
    office = fields.CharField(max_length=80)

    class Meta:
        table = "entry"
        unique_together = (("order", "round", "kind"),)
        indexes = (("at",),)
