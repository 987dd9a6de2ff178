"""文字安全检查: what the check said of the words of a rating that may be published (13-7)."""

from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

if TYPE_CHECKING:
    from models.rating.rating import Rating


class TextCheck(Model):
    """One a rating in words. It is about publishing alone: the grade counts whatever it says."""

    id = fields.UUIDField(primary_key=True)
    rating: fields.OneToOneRelation["Rating"] = fields.OneToOneField(
        "models.Rating", related_name="text_check", on_delete=fields.RESTRICT
    )
    rating_id: UUID
    verdict = fields.CharField(max_length=10, default="waiting")  # pass, review, risky, unchecked
    attempts = fields.SmallIntField(default=0)  # that came to nothing
    listed_at = fields.DatetimeField()
    judged_at = fields.DatetimeField(null=True)

    class Meta:
        table = "text_check"
