"""指标体系: what institutions and platforms are evaluated by, as it was loaded (Art. 4; 4-2)."""

from tortoise import fields
from tortoise.models import Model


class IndicatorSetRecord(Model):
    """An indicator set's document: loaded by one, activated by another, never edited."""

    code = fields.CharField(max_length=40, primary_key=True)
    effective_from = fields.DateField()
    document = fields.TextField()
    loaded_at = fields.DatetimeField()
    loaded_by_id = fields.UUIDField(null=True)  # NULL for the set that comes with the program
    activated_by_id = fields.UUIDField(null=True)
    activated_at = fields.DatetimeField(null=True)
    discarded_at = fields.DatetimeField(null=True)

    class Meta:
        table = "indicator_set"
