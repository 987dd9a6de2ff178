"""Rule sets as they were loaded: a service keeps the one it ended under (1-2)."""

from tortoise import fields
from tortoise.models import Model


class RuleSetRecord(Model):
    """A rule set's document, never edited once it is in force."""

    code = fields.CharField(max_length=40, primary_key=True)
    effective_from = fields.DateField()
    document = fields.TextField()
    loaded_at = fields.DatetimeField()
    # Both NULL for the sets that come with the program; loaded by one, activated by another.
    loaded_by_id = fields.UUIDField(null=True)
    activated_by_id = fields.UUIDField(null=True)
    activated_at = fields.DatetimeField(null=True)
    discarded_at = fields.DatetimeField(null=True)

    class Meta:
        table = "rule_set"
