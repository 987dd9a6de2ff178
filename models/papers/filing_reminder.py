"""催报: the city reminds a bureau of what it has not filed yet (Art. 16; 16-1)."""

from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

if TYPE_CHECKING:
    from models.places.bureau import Bureau


class FilingReminder(Model):
    """One reminder of one bureau, numbered so that two at once cannot both be sent."""

    id = fields.UUIDField(primary_key=True)
    bureau: fields.ForeignKeyRelation["Bureau"] = fields.ForeignKeyField(
        "models.Bureau", related_name="filing_reminders", on_delete=fields.RESTRICT
    )
    bureau_id: UUID
    number = fields.SmallIntField()
    missing = fields.CharField(max_length=60)  # kinds, comma-separated
    sent_by_id = fields.UUIDField()
    sent_at = fields.DatetimeField()

    class Meta:
        table = "filing_reminder"
        unique_together = (("bureau", "number"),)
