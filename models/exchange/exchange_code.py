"""Pairs of codes the bureau added to a mapping (10-5)."""

from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

if TYPE_CHECKING:
    from models.people.staff import Staff


class ExchangeCode(Model):
    """Our code and theirs in one table of one partner. A new pair is a new row, none is changed."""

    id = fields.UUIDField(primary_key=True)
    partner = fields.CharField(max_length=20)
    name = fields.CharField(max_length=40)  # of the table
    ours = fields.CharField(max_length=64)
    theirs = fields.CharField(max_length=64)
    reason = fields.CharField(max_length=200)
    added_at = fields.DatetimeField()
    added_by: fields.ForeignKeyRelation["Staff"] = fields.ForeignKeyField(
        "models.Staff", related_name="exchange_codes", on_delete=fields.RESTRICT
    )
    added_by_id: UUID

    class Meta:
        table = "exchange_code"
        unique_together = (("partner", "name", "ours", "theirs"),)
