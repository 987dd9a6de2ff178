"""Tokens that were exchanged for others."""

from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

if TYPE_CHECKING:
    from models.people.citizen_session import CitizenSession


class SpentToken(Model):
    """A token of a phone that another took the place of: shown again, it may have been stolen."""

    token_hash = fields.CharField(max_length=64, primary_key=True)
    session: fields.ForeignKeyRelation["CitizenSession"] = fields.ForeignKeyField(
        "models.CitizenSession", related_name="spent", on_delete=fields.RESTRICT
    )
    session_id: UUID
    spent_at = fields.DatetimeField()

    class Meta:
        table = "spent_token"
        indexes = (("session_id",), ("spent_at",))
