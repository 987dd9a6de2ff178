"""评价: one opinion, or the default in its place (Art. 5–7)."""

from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

if TYPE_CHECKING:
    from models.people.evaluator import Evaluator
    from models.rating.service_record import ServiceRecord


class Rating(Model):
    """A stored rating. Never changed, never deleted, superseded and excluded by reference.

    `ordinal` is the place in the series of its service: the default and an opinion in time
    compete for place 1. `opinion` counts opinions alone and is NULL for the default, so that one
    service has one opinion even after the default has taken its place, and a second one only
    where its rule set says so (6-3, 6-6, 7-1, 7-11).
    """

    id = fields.UUIDField(primary_key=True)
    service_record: fields.ForeignKeyRelation["ServiceRecord"] = fields.ForeignKeyField(
        "models.ServiceRecord", related_name="ratings", on_delete=fields.RESTRICT
    )
    service_record_id: UUID
    ordinal = fields.SmallIntField()
    opinion = fields.SmallIntField(null=True)
    grade = fields.CharField(max_length=20)
    origin = fields.CharField(max_length=10)
    identity_basis = fields.CharField(max_length=20)
    channel = fields.CharField(max_length=20)
    rated_at = fields.DatetimeField()
    late = fields.BooleanField(default=False)
    tags = fields.CharField(max_length=60, default="")  # codes with commas, as exchanged
    dimensions = fields.CharField(max_length=300, default="{}")  # JSON: code to score
    text = fields.CharField(max_length=500, default="")
    anonymous = fields.BooleanField(default=True)
    # The proof its origin demands; CHECK constraints insist (3-3).
    evaluator: fields.ForeignKeyNullableRelation["Evaluator"] = fields.ForeignKeyField(
        "models.Evaluator", related_name="ratings", null=True, on_delete=fields.RESTRICT
    )
    evaluator_id: UUID | None
    session_id = fields.UUIDField(null=True)
    device_id = fields.UUIDField(null=True)  # the rating device or, on that channel, the kiosk
    service_token = fields.CharField(max_length=64, null=True)
    partner_id = fields.UUIDField(null=True)
    partner_message = fields.CharField(max_length=64, null=True)
    first_clerk_id = fields.UUIDField(null=True)
    second_clerk_id = fields.UUIDField(null=True)
    due_at = fields.DatetimeField(null=True)
    written_at = fields.DatetimeField(null=True)  # a default: when it was really written (6-8)
    key = fields.CharField(max_length=64, null=True)
    receipt_number = fields.CharField(max_length=20, unique=True)
    receipt_hash = fields.CharField(max_length=64)
    superseded_by: fields.ForeignKeyNullableRelation["Rating"] = fields.ForeignKeyField(
        "models.Rating", related_name="supersedes", null=True, on_delete=fields.RESTRICT
    )
    superseded_by_id: UUID | None
    excluded_at = fields.DatetimeField(null=True)

    class Meta:
        table = "rating"
        unique_together = (
            ("service_record", "ordinal"),
            ("service_record", "opinion"),
            ("evaluator", "key"),
        )
        indexes = (("rated_at",), ("grade", "rated_at"))
