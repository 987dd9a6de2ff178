"""The columns every count of ratings has.

Every row counts one local day; `series` is opinion, walk_in or default, never added to each other
(6-4, 13-5). `rule_set` is that of the services, so that points are those of their own time (1-2).
"""

from tortoise import fields
from tortoise.models import Model


class GradeCounts(Model):
    """Numbers of ratings by grade."""

    day = fields.DateField()
    series = fields.CharField(max_length=10)
    rule_set = fields.CharField(max_length=40)
    very_satisfied = fields.IntField()
    satisfied = fields.IntField()
    basically_satisfied = fields.IntField()
    dissatisfied = fields.IntField()
    very_dissatisfied = fields.IntField()

    class Meta:
        abstract = True
