"""对账差异: one service about which the sides differ (Art. 10; 10-6)."""

from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

if TYPE_CHECKING:
    from models.exchange.reconciliation import Reconciliation
    from models.people.staff import Staff


class ReconciliationLine(Model):
    """What counts here and there; kept when it is settled, so that it can be read what was."""

    id = fields.UUIDField(primary_key=True)
    reconciliation: fields.ForeignKeyRelation["Reconciliation"] = fields.ForeignKeyField(
        "models.Reconciliation", related_name="lines", on_delete=fields.RESTRICT
    )
    reconciliation_id: UUID
    project_number = fields.CharField(max_length=64)
    service_number = fields.SmallIntField()
    what = fields.CharField(max_length=16)
    ours = fields.CharField(max_length=20, default="")
    theirs = fields.CharField(max_length=20, default="")
    state = fields.CharField(max_length=12, default="open")
    reason = fields.CharField(max_length=200, default="")
    mended_at = fields.DatetimeField(null=True)  # when it was last told or fetched again
    decided_by: fields.ForeignKeyNullableRelation["Staff"] = fields.ForeignKeyField(
        "models.Staff", related_name="reconciled", null=True, on_delete=fields.RESTRICT
    )
    decided_by_id: UUID | None

    class Meta:
        table = "reconciliation_line"
        unique_together = (("reconciliation", "project_number", "service_number"),)
