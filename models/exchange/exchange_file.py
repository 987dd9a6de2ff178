"""A file of the exchange with the province, made here or brought in (10-4)."""

from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

if TYPE_CHECKING:
    from models.people.staff import Staff


class ExchangeFile(Model):
    """What it holds, how far it is, and what came of it. The row outlives the file.

    `number` is the one written in it: ours is the id. Brought in twice, it is one row.
    """

    id = fields.UUIDField(primary_key=True)
    direction = fields.CharField(max_length=4)  # out, in
    holds = fields.CharField(max_length=10)
    number = fields.CharField(max_length=64)
    state = fields.CharField(max_length=10, default="waiting")
    rows_total = fields.IntField(null=True)
    rows_done = fields.IntField(default=0)
    # Rows or messages it made a difference to, known already, and put aside by it.
    taken = fields.IntField(default=0)
    known = fields.IntField(default=0)
    held = fields.IntField(default=0)
    size = fields.BigIntField(default=0)
    sm3 = fields.CharField(max_length=64, default="")
    sha256 = fields.CharField(max_length=64, default="")
    parts = fields.TextField(default="[]")  # JSON: out, rows and SM3 of each; in, where each is
    parts_done = fields.IntField(default=0)
    after = fields.CharField(max_length=60, default="")  # out: the message it is written up to
    asked_by: fields.ForeignKeyRelation["Staff"] = fields.ForeignKeyField(
        "models.Staff", related_name="exchange_files", on_delete=fields.RESTRICT
    )
    asked_by_id: UUID
    asked_at = fields.DatetimeField()
    turn_at = fields.DatetimeField()
    turns = fields.IntField(default=0)
    failures = fields.IntField(default=0)
    finished_at = fields.DatetimeField(null=True)
    expires_at = fields.DatetimeField(null=True)

    class Meta:
        table = "exchange_file"
        unique_together = (("direction", "number"),)
        indexes = (("state", "turn_at"), ("asked_at",))
