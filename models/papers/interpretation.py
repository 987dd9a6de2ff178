"""解释: what the city says an article means, as question and answer (Art. 17; 17-1)."""

from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

if TYPE_CHECKING:
    from models.people.staff import Staff


class Interpretation(Model):
    """Once published its words never change, a better answer is another one."""

    id = fields.UUIDField(primary_key=True)
    article = fields.SmallIntField()  # 1 to 17
    question = fields.CharField(max_length=200)
    answer = fields.TextField()
    state = fields.CharField(max_length=10)  # draft, published, withdrawn, discarded
    written_by: fields.ForeignKeyRelation["Staff"] = fields.ForeignKeyField(
        "models.Staff", related_name="interpretations", on_delete=fields.RESTRICT
    )
    written_by_id: UUID
    written_at = fields.DatetimeField()
    version = fields.SmallIntField(default=1)  # counts the changes of a draft
    published_by_id = fields.UUIDField(null=True)
    published_at = fields.DatetimeField(null=True)
    withdrawn_by_id = fields.UUIDField(null=True)
    withdrawn_at = fields.DatetimeField(null=True)
    reason = fields.CharField(max_length=500, default="")  # of the withdrawal

    class Meta:
        table = "interpretation"
        indexes = (("state", "article"),)
