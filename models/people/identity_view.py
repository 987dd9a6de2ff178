"""Each time somebody saw a citizen's name and number, for the citizen to read (9-5)."""

from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

if TYPE_CHECKING:
    from models.people.identity_look import IdentityLook


class IdentityView(Model):
    """One showing under a look."""

    id = fields.UUIDField(primary_key=True)
    look: fields.ForeignKeyRelation["IdentityLook"] = fields.ForeignKeyField(
        "models.IdentityLook", related_name="views", on_delete=fields.RESTRICT
    )
    look_id: UUID
    at = fields.DatetimeField()

    class Meta:
        table = "identity_view"
        indexes = (("look_id", "at"),)
