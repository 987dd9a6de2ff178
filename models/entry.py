"""回应, 整改, 反馈: three separate entries (11-3)."""

from tortoise import fields
from tortoise.models import Model


class Entry(Model):
    """One of the three entries of a round."""

    id = fields.UUIDField(primary_key=True)
    order = fields.ForeignKeyField(
        "models.WorkOrder", related_name="entries", on_delete=fields.RESTRICT
    )
    round = fields.SmallIntField()
    kind = fields.CharField(max_length=20)
    text = fields.CharField(max_length=2000)
    at = fields.DatetimeField()
    staff = fields.ForeignKeyField(
        "models.Staff", related_name="entries", on_delete=fields.RESTRICT
    )
    office = fields.CharField(max_length=80)

    class Meta:
        table = "entry"
        unique_together = (("order", "round", "kind"),)
