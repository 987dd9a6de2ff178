"""线索: what somebody has to look into, said by a citizen, found in a text or in a pattern."""

from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

if TYPE_CHECKING:
    from models.places.institution import Institution
    from models.places.window import Window
    from models.rating.rating import Rating


class Concern(Model):
    """One clue. It changes no rating. `found_by` names what it was found from, once."""

    id = fields.UUIDField(primary_key=True)
    number = fields.CharField(max_length=20, unique=True)
    kind = fields.CharField(max_length=20)
    desk = fields.CharField(max_length=10)  # bureau, discipline, care
    found_by = fields.CharField(max_length=120)  # a rating, or window and day
    bureau_id = fields.UUIDField()  # whose desk it is
    institution: fields.ForeignKeyRelation["Institution"] = fields.ForeignKeyField(
        "models.Institution", related_name="concerns", on_delete=fields.RESTRICT
    )
    institution_id: UUID
    window: fields.ForeignKeyNullableRelation["Window"] = fields.ForeignKeyField(
        "models.Window", related_name="concerns", null=True, on_delete=fields.RESTRICT
    )
    window_id: UUID | None
    rating: fields.ForeignKeyNullableRelation["Rating"] = fields.ForeignKeyField(
        "models.Rating", related_name="concerns", null=True, on_delete=fields.RESTRICT
    )
    rating_id: UUID | None
    day = fields.DateField()
    ratings = fields.SmallIntField(default=1)  # how many a pattern was seen in
    said_sealed = fields.BinaryField(null=True)  # what the citizen wrote about being pressed
    raised_at = fields.DatetimeField()
    state = fields.CharField(max_length=10, default="open")  # open, dismissed, confirmed, referred
    version = fields.SmallIntField(default=1)
    decided_at = fields.DatetimeField(null=True)
    decided_by_id = fields.UUIDField(null=True)
    reason = fields.CharField(max_length=500, default="")

    class Meta:
        table = "concern"
        unique_together = (("kind", "found_by"),)
        indexes = (("bureau_id", "desk", "state"),)
