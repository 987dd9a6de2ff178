"""窗口: the counters of a hall (Art. 8)."""

from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

if TYPE_CHECKING:
    from models.places.hall import Hall
    from models.places.institution import Institution


class Window(Model):
    """A window, `institution` answers for walk-ins, linked services name their own."""

    id = fields.UUIDField(primary_key=True)
    hall: fields.ForeignKeyRelation["Hall"] = fields.ForeignKeyField(
        "models.Hall", related_name="windows", on_delete=fields.RESTRICT
    )
    hall_id: UUID
    institution: fields.ForeignKeyRelation["Institution"] = fields.ForeignKeyField(
        "models.Institution", related_name="windows", on_delete=fields.RESTRICT
    )
    institution_id: UUID
    number = fields.CharField(max_length=10)
    name = fields.CharField(max_length=40)
    closed_at = fields.DatetimeField(null=True)

    class Meta:
        table = "window"
        unique_together = (("hall", "number"),)
