"""Members of staff on their way to the identity provider and back."""

from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

if TYPE_CHECKING:
    from models.people.staff import Staff


class ProviderFlow(Model):
    """One start, bound to the browser it was made in. Its answer is taken once."""

    id = fields.UUIDField(primary_key=True)
    state_hash = fields.CharField(max_length=64, unique=True)
    browser_hash = fields.CharField(max_length=64)
    purpose = fields.CharField(max_length=10)
    staff: fields.ForeignKeyNullableRelation["Staff"] = fields.ForeignKeyField(
        "models.Staff", related_name="provider_flows", null=True, on_delete=fields.RESTRICT
    )
    staff_id: UUID | None  # who binds; at the door known once the answer was taken
    strong = fields.BooleanField(default=False)  # the provider's word counts as a second factor
    expires_at = fields.DatetimeField()
    used_at = fields.DatetimeField(null=True)  # the answer was taken
    ended_at = fields.DatetimeField(null=True)  # a session was opened

    class Meta:
        table = "provider_flow"
        indexes = (("staff_id",),)
