"""单条评价公开: what was decided about one comment, and the words that may be read (13-7)."""

from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

if TYPE_CHECKING:
    from models.people.staff import Staff
    from models.rating.rating import Rating


class PublicComment(Model):
    """One a rating. The rating itself stays as it is, these words are a copy with parts hidden."""

    id = fields.UUIDField(primary_key=True)
    rating: fields.OneToOneRelation["Rating"] = fields.OneToOneField(
        "models.Rating", related_name="public_comment", on_delete=fields.RESTRICT
    )
    rating_id: UUID
    state = fields.CharField(max_length=10)  # published, withheld
    text = fields.CharField(max_length=500, default="")
    reply = fields.CharField(max_length=2000, default="")
    reason = fields.CharField(max_length=200, default="")  # why it is withheld
    version = fields.SmallIntField(default=1)
    decided_by: fields.ForeignKeyRelation["Staff"] = fields.ForeignKeyField(
        "models.Staff", related_name="public_comments", on_delete=fields.RESTRICT
    )
    decided_by_id: UUID
    decided_at = fields.DatetimeField()

    class Meta:
        table = "public_comment"
        indexes = (("state",),)
