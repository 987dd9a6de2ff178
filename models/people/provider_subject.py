"""Whom the identity provider's subjects are: accounts of staff, one each."""

from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

if TYPE_CHECKING:
    from models.people.staff import Staff


class ProviderSubject(Model):
    """A subject bound to an account. One subject one account, and one account one an issuer."""

    id = fields.UUIDField(primary_key=True)
    staff: fields.ForeignKeyRelation["Staff"] = fields.ForeignKeyField(
        "models.Staff", related_name="provider_subjects", on_delete=fields.RESTRICT
    )
    staff_id: UUID
    issuer = fields.CharField(max_length=300)
    subject_index = fields.CharField(max_length=64, unique=True)  # of issuer and subject
    bound_at = fields.DatetimeField()
    bound_by: fields.ForeignKeyNullableRelation["Staff"] = fields.ForeignKeyField(
        "models.Staff", related_name="subjects_bound", null=True, on_delete=fields.RESTRICT
    )
    bound_by_id: UUID | None  # None: its owner

    class Meta:
        table = "provider_subject"
        unique_together = (("staff", "issuer"),)
        indexes = (("staff_id",),)
