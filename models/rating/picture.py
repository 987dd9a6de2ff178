"""Pictures of a rating, re-encoded without metadata."""

from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

if TYPE_CHECKING:
    from models.people.evaluator import Evaluator
    from models.rating.rating import Rating


class Picture(Model):
    """A picture in the store, without a rating it is swept after a day."""

    id = fields.UUIDField(primary_key=True)
    evaluator: fields.ForeignKeyRelation["Evaluator"] = fields.ForeignKeyField(
        "models.Evaluator", related_name="pictures", on_delete=fields.RESTRICT
    )
    evaluator_id: UUID
    rating: fields.ForeignKeyNullableRelation["Rating"] = fields.ForeignKeyField(
        "models.Rating", related_name="pictures", null=True, on_delete=fields.RESTRICT
    )
    rating_id: UUID | None
    store_key = fields.CharField(max_length=64)
    size = fields.IntField()
    kept_at = fields.DatetimeField()

    class Meta:
        table = "picture"
        indexes = (("evaluator_id",), ("rating_id",))
