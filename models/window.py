"""窗口: the counters of a hall (Art. 8)."""

from tortoise import fields
from tortoise.models import Model


class Window(Model):
    """A window, `institution` answers for walk-ins, linked services name their own."""

    id = fields.UUIDField(primary_key=True)
    hall = fields.ForeignKeyField("models.Hall", related_name="windows", on_delete=fields.RESTRICT)
    institution = fields.ForeignKeyField(
        "models.Institution", related_name="windows", on_delete=fields.RESTRICT
    )
    number = fields.CharField(max_length=10)
    name = fields.CharField(max_length=40)

    class Meta:
        table = "window"
        unique_together = (("hall", "number"),)
