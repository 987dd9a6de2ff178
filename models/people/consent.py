"""Consents with the version of the text consented to (PIPL 14, 17)."""

from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

if TYPE_CHECKING:
    from models.people.evaluator import Evaluator


class Consent(Model):
    """A consent of an evaluator, withdrawn ones stay with both dates."""

    id = fields.UUIDField(primary_key=True)
    evaluator: fields.ForeignKeyRelation["Evaluator"] = fields.ForeignKeyField(
        "models.Evaluator", related_name="consents", on_delete=fields.RESTRICT
    )
    evaluator_id: UUID
    given_by: fields.ForeignKeyNullableRelation["Evaluator"] = fields.ForeignKeyField(
        "models.Evaluator", related_name="given", null=True, on_delete=fields.RESTRICT
    )
    given_by_id: UUID | None  # a guardian, for a child (9-1)
    purpose = fields.CharField(max_length=20)  # privacy_notice, face; of rules/provisions.py
    recipient = fields.CharField(max_length=20, default="")  # outside; empty: this house (9-3)
    version = fields.CharField(max_length=20)
    given_at = fields.DatetimeField()
    withdrawn_at = fields.DatetimeField(null=True)

    class Meta:
        table = "consent"
        indexes = (("evaluator_id", "purpose"), ("given_by_id",))
