"""The duty roster: which officer is at which window when (14-4)."""

from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

if TYPE_CHECKING:
    from models.people.staff import Staff
    from models.places.window import Window


class Duty(Model):
    """One turn of an officer at a window."""

    id = fields.UUIDField(primary_key=True)
    window: fields.ForeignKeyRelation["Window"] = fields.ForeignKeyField(
        "models.Window", related_name="duties", on_delete=fields.RESTRICT
    )
    window_id: UUID
    officer: fields.ForeignKeyRelation["Staff"] = fields.ForeignKeyField(
        "models.Staff", related_name="duties", on_delete=fields.RESTRICT
    )
    officer_id: UUID
    starts_at = fields.DatetimeField()
    ends_at = fields.DatetimeField()

    class Meta:
        table = "duty"
        indexes = (("officer_id", "starts_at"), ("window_id", "starts_at"))
