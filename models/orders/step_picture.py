"""Pictures a step of a work order was taken with, re-encoded without metadata (11-3)."""

from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

if TYPE_CHECKING:
    from models.orders.work_order import WorkOrder
    from models.people.staff import Staff


class StepPicture(Model):
    """A picture in the store. Without a step it is swept after a day.

    Unique on (order, staff, key): an upload sent twice, or twice at once, is one picture.
    """

    id = fields.UUIDField(primary_key=True)
    order: fields.ForeignKeyRelation["WorkOrder"] = fields.ForeignKeyField(
        "models.WorkOrder", related_name="step_pictures", on_delete=fields.RESTRICT
    )
    order_id: UUID
    staff: fields.ForeignKeyRelation["Staff"] = fields.ForeignKeyField(
        "models.Staff", related_name="step_pictures", on_delete=fields.RESTRICT
    )
    staff_id: UUID
    key = fields.CharField(max_length=64)  # the idempotency key of its upload
    store_key = fields.CharField(max_length=64)
    size = fields.IntField()
    sha256 = fields.CharField(max_length=64)
    kept_at = fields.DatetimeField()
    step = fields.SmallIntField(null=True)  # number of the transition it was taken with
    place = fields.SmallIntField(null=True)  # among the pictures of that step

    class Meta:
        table = "step_picture"
        unique_together = (("order", "staff", "key"), ("order", "step", "place"))
        indexes = (("kept_at",),)
