"""工单: what a poor rating opens (Art. 11)."""

from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

if TYPE_CHECKING:
    from models.places.bureau import Bureau
    from models.places.institution import Institution
    from models.rating.rating import Rating


class WorkOrder(Model):
    """A work order. Its status is written together with a transition row, never alone."""

    id = fields.UUIDField(primary_key=True)
    number = fields.CharField(max_length=20, unique=True)
    rating: fields.OneToOneRelation["Rating"] = fields.OneToOneField(
        "models.Rating", related_name="work_order", on_delete=fields.RESTRICT
    )
    rating_id: UUID
    status = fields.CharField(max_length=20)
    version = fields.SmallIntField(default=1)  # number of the last transition
    round = fields.SmallIntField(default=1)
    returned = fields.SmallIntField(default=0)
    bureau: fields.ForeignKeyRelation["Bureau"] = fields.ForeignKeyField(
        "models.Bureau", related_name="work_orders", on_delete=fields.RESTRICT
    )
    bureau_id: UUID
    # The bureau that supervised the service, however high the order climbs.
    area_id = fields.UUIDField(null=True)
    institution: fields.ForeignKeyNullableRelation["Institution"] = fields.ForeignKeyField(
        "models.Institution", related_name="work_orders", null=True, on_delete=fields.RESTRICT
    )
    institution_id: UUID | None
    opened_at = fields.DatetimeField()
    due_what = fields.CharField(max_length=10, null=True)
    due_at = fields.DatetimeField(null=True)
    due_provisional = fields.BooleanField(default=False)
    delivered_at = fields.DatetimeField(null=True)  # the feedback reached the citizen
    paused_at = fields.DatetimeField(null=True)  # no clock runs while an appeal is open (11-13)
    closed_at = fields.DatetimeField(null=True)
    extension_asked_at = fields.DatetimeField(null=True)  # until the bureau has decided (11-10)
    # Until the office has answered (4-3).
    supervised_at = fields.DatetimeField(null=True)
    supervision_due_at = fields.DatetimeField(null=True)

    class Meta:
        table = "work_order"
        indexes = (
            ("bureau_id", "status"),
            ("institution_id", "status"),
            ("status", "due_at"),
            ("area_id", "status"),
            ("area_id", "opened_at"),
            ("opened_at",),
            ("due_at",),
        )
