"""提供: what of a person was given to somebody outside (9-3, 9-7; kept for `provision_years`)."""

from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

if TYPE_CHECKING:
    from models.people.consent import Consent
    from models.people.evaluator import Evaluator
    from models.rating.rating import Rating


class Provision(Model):
    """One provision. Without a consent there is none: the column cannot be empty."""

    id = fields.UUIDField(primary_key=True)
    evaluator: fields.ForeignKeyRelation["Evaluator"] = fields.ForeignKeyField(
        "models.Evaluator", related_name="provisions", on_delete=fields.RESTRICT
    )
    evaluator_id: UUID
    consent: fields.ForeignKeyRelation["Consent"] = fields.ForeignKeyField(
        "models.Consent", related_name="provisions", on_delete=fields.RESTRICT
    )
    consent_id: UUID
    rating: fields.ForeignKeyNullableRelation["Rating"] = fields.ForeignKeyField(
        "models.Rating", related_name="provisions", null=True, on_delete=fields.RESTRICT
    )
    rating_id: UUID | None
    recipient = fields.CharField(max_length=20)
    purpose = fields.CharField(max_length=20)
    parts = fields.CharField(max_length=40)  # with commas: name, document, phone
    basis = fields.CharField(max_length=80)
    at = fields.DatetimeField()

    class Meta:
        table = "provision"
        indexes = (("evaluator_id", "at"),)
