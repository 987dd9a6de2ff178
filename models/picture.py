"""Pictures of a rating, re-encoded without metadata."""

from tortoise import fields
from tortoise.models import Model


class Picture(Model):
    """A picture in the store, without a rating it is swept after a day."""

    id = fields.UUIDField(primary_key=True)
    evaluator = fields.ForeignKeyField(
        "models.Evaluator", related_name="pictures", on_delete=fields.RESTRICT
    )
    rating = fields.ForeignKeyField(
        "models.Rating", related_name="pictures", null=True, on_delete=fields.RESTRICT
    )
    store_key = fields.CharField(max_length=64)
    size = fields.IntField()
    kept_at = fields.DatetimeField()

    class Meta:
        table = "picture"
        indexes = (("evaluator_id",), ("rating_id",))
