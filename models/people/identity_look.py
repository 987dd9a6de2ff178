"""查看评价人: who asked to see the citizen of a case, why, and until when they may (9-2, 9-5)."""

from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

if TYPE_CHECKING:
    from models.orders.work_order import WorkOrder
    from models.people.staff import Staff


class IdentityLook(Model):
    """A permission of one person for one case. `active` is empty once another may be asked for."""

    id = fields.UUIDField(primary_key=True)
    order: fields.ForeignKeyRelation["WorkOrder"] = fields.ForeignKeyField(
        "models.WorkOrder", related_name="looks", on_delete=fields.RESTRICT
    )
    order_id: UUID
    staff: fields.ForeignKeyRelation["Staff"] = fields.ForeignKeyField(
        "models.Staff", related_name="looks", on_delete=fields.RESTRICT
    )
    staff_id: UUID
    office = fields.CharField(max_length=80)
    purpose = fields.CharField(max_length=20)
    reason = fields.CharField(max_length=200)
    minutes = fields.SmallIntField()  # of the rule set, from the moment it is granted
    state = fields.CharField(max_length=10)
    active = fields.SmallIntField(null=True)
    asked_at = fields.DatetimeField()
    second: fields.ForeignKeyNullableRelation["Staff"] = fields.ForeignKeyField(
        "models.Staff", related_name="seconded_looks", null=True, on_delete=fields.RESTRICT
    )
    second_id: UUID | None
    decided_at = fields.DatetimeField(null=True)
    until = fields.DatetimeField(null=True)

    class Meta:
        table = "identity_look"
        unique_together = (("order", "staff", "active"),)
        indexes = (("state", "asked_at"),)
