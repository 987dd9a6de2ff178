"""What changed about a rating that was counted already: the rollups' list of things to correct."""

from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

if TYPE_CHECKING:
    from models.rating.rating import Rating


class RatingChange(Model):
    """Written in the transaction of the change. New ratings of today need none, found by day."""

    id = fields.UUIDField(primary_key=True)
    rating: fields.ForeignKeyRelation["Rating"] = fields.ForeignKeyField(
        "models.Rating", related_name="changes", on_delete=fields.RESTRICT
    )
    rating_id: UUID
    why = fields.CharField(max_length=20)  # excluded, superseded, made_up, came_later
    at = fields.DatetimeField()
    applied_at = fields.DatetimeField(null=True)

    class Meta:
        table = "rating_change"
        indexes = (("applied_at", "at"), ("at",))
