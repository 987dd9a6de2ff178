"""The duty roster: which officer is at which window when (14-4)."""

from tortoise import fields
from tortoise.models import Model


class Duty(Model):
    """One turn of an officer at a window."""

    id = fields.UUIDField(primary_key=True)
    window = fields.ForeignKeyField(
        "models.Window", related_name="duties", on_delete=fields.RESTRICT
    )
    officer = fields.ForeignKeyField(
        "models.Staff", related_name="duties", on_delete=fields.RESTRICT
    )
    starts_at = fields.DatetimeField()
    ends_at = fields.DatetimeField()

    class Meta:
        table = "duty"
        indexes = (("officer_id", "starts_at"), ("window_id", "starts_at"))
