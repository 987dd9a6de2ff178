"""事项: what an institution does for people."""

from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

if TYPE_CHECKING:
    from models.places.institution import Institution


LOCAL_PREFIX = "local-"  # of a code that waits for the national one, which has no hyphen


class ServiceItem(Model):
    """A service item, `code` is the national one (up to 40 characters, lengths differ)."""

    id = fields.UUIDField(primary_key=True)
    institution: fields.ForeignKeyRelation["Institution"] = fields.ForeignKeyField(
        "models.Institution", related_name="items", on_delete=fields.RESTRICT
    )
    institution_id: UUID
    code = fields.CharField(max_length=40, unique=True)
    name = fields.CharField(max_length=80)
    # Stages after each of which it is rated, with commas; none: at the end alone (6-7).
    rating_points = fields.CharField(max_length=200, default="")

    class Meta:
        table = "service_item"
        indexes = (("institution_id",),)
