"""Which due moments of default ratings have been settled (Art. 6; 6-2, 6-8)."""

from tortoise import fields
from tortoise.models import Model


class Settlement(Model):
    """One moment at which defaults fall due, midnight in Chaozhou.

    `version` grows when a service that fell due then comes in later, so that a pass that has not
    seen it cannot call the moment settled.
    """

    due_at = fields.DatetimeField(primary_key=True)
    version = fields.IntField(default=1)
    made = fields.IntField(default=0)
    settled_at = fields.DatetimeField(null=True)

    class Meta:
        table = "settlement"
        indexes = (("settled_at", "due_at"),)
