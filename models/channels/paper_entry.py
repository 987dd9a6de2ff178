"""录入: what one person read on a sheet of paper."""

from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

if TYPE_CHECKING:
    from models.channels.paper_slip import PaperSlip
    from models.people.staff import Staff


class PaperEntry(Model):
    """Each turn once, and no person twice: a second account is the same person."""

    id = fields.UUIDField(primary_key=True)
    slip: fields.ForeignKeyRelation["PaperSlip"] = fields.ForeignKeyField(
        "models.PaperSlip", related_name="entries", on_delete=fields.RESTRICT
    )
    slip_id: UUID
    turn = fields.SmallIntField()
    clerk: fields.ForeignKeyRelation["Staff"] = fields.ForeignKeyField(
        "models.Staff", related_name="paper_entries", on_delete=fields.RESTRICT
    )
    clerk_id: UUID
    person = fields.CharField(max_length=64)  # the clerk's document index, or the account's id
    project_number = fields.CharField(max_length=64)
    service_number = fields.SmallIntField()
    written_on = fields.DateField()
    grade = fields.CharField(max_length=20)
    tags = fields.CharField(max_length=60, default="")
    at = fields.DatetimeField()

    class Meta:
        table = "paper_entry"
        unique_together = (("slip", "turn"), ("slip", "person"))
