"""What is to be told back to the complaint platform, one step of an order a row (Art. 11)."""

from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

if TYPE_CHECKING:
    from models.orders.order_source import OrderSource
    from models.orders.transition import Transition


class ComplaintStep(Model):
    """A step of a work order, told under one number the platform has for it (11-4).

    Its words are made when it leaves, from what is true then. `place` is its turn among those of
    the number: none leaves before the ones in front of it have arrived. With the number it is what
    the platform knows it by, so that a step sent twice is one step.
    """

    id = fields.UUIDField(primary_key=True)
    source: fields.ForeignKeyRelation["OrderSource"] = fields.ForeignKeyField(
        "models.OrderSource", related_name="steps_back", on_delete=fields.RESTRICT
    )
    source_id: UUID
    transition: fields.ForeignKeyRelation["Transition"] = fields.ForeignKeyField(
        "models.Transition", related_name="steps_back", on_delete=fields.RESTRICT
    )
    transition_id: UUID
    place = fields.SmallIntField()
    state = fields.CharField(max_length=12, default="queued")
    attempts = fields.IntField(default=0)
    turn_at = fields.DatetimeField()  # once claimed, the end of the lease
    created_at = fields.DatetimeField()
    done_at = fields.DatetimeField(null=True)
    # In quarantine: why, the field or table it is about, and the code nobody knows.
    error = fields.CharField(max_length=40, default="")
    about = fields.CharField(max_length=40, default="")
    code = fields.CharField(max_length=64, default="")

    class Meta:
        table = "complaint_step"
        unique_together = (("source", "place"),)
        indexes = (("state", "turn_at", "place"), ("transition_id",), ("done_at",))
