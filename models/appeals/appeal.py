"""申诉: an officer against a poor rating, once (Art. 12)."""

from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

if TYPE_CHECKING:
    from models.people.staff import Staff
    from models.places.bureau import Bureau
    from models.places.institution import Institution
    from models.rating.rating import Rating


class Appeal(Model):
    """An appeal. Its status is written together with a step, never alone."""

    id = fields.UUIDField(primary_key=True)
    rating: fields.OneToOneRelation["Rating"] = fields.OneToOneField(
        "models.Rating", related_name="appeal", on_delete=fields.RESTRICT
    )
    rating_id: UUID
    officer: fields.ForeignKeyRelation["Staff"] = fields.ForeignKeyField(
        "models.Staff", related_name="appeals", on_delete=fields.RESTRICT
    )
    officer_id: UUID
    unit: fields.ForeignKeyRelation["Institution"] = fields.ForeignKeyField(
        "models.Institution", related_name="appeals", on_delete=fields.RESTRICT
    )
    unit_id: UUID  # who files it: for a village its town (12-2)
    bureau: fields.ForeignKeyRelation["Bureau"] = fields.ForeignKeyField(
        "models.Bureau", related_name="appeals", on_delete=fields.RESTRICT
    )
    bureau_id: UUID  # who reviews it (4-7, 12-2, 12-11)
    # Whom the bureau named to review it (12-7); until then any colleague who is independent may.
    reviewer: fields.ForeignKeyNullableRelation["Staff"] = fields.ForeignKeyField(
        "models.Staff", related_name="reviews", null=True, on_delete=fields.RESTRICT
    )
    reviewer_id: UUID | None
    status = fields.CharField(max_length=20)
    version = fields.SmallIntField(default=1)
    reason = fields.CharField(max_length=1000)
    evidence = fields.CharField(max_length=1000, default="")
    lodged_at = fields.DatetimeField()
    due_at = fields.DatetimeField(null=True)
    decided_at = fields.DatetimeField(null=True)
    paused_days = fields.SmallIntField(null=True)  # left on the work order's clock when it stopped

    class Meta:
        table = "appeal"
        indexes = (("unit_id", "status"), ("bureau_id", "status"), ("officer_id",), ("decided_at",))
