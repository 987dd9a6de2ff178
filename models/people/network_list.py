"""From where the accounts of a place may be used."""

from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

if TYPE_CHECKING:
    from models.people.staff import Staff
    from models.places.bureau import Bureau
    from models.places.hall import Hall
    from models.places.institution import Institution


class NetworkList(Model):
    """The networks of one place. None, or none in it: from everywhere."""

    id = fields.UUIDField(primary_key=True)
    bureau: fields.OneToOneNullableRelation["Bureau"] = fields.OneToOneField(
        "models.Bureau", related_name="networks", null=True, on_delete=fields.RESTRICT
    )
    bureau_id: UUID | None
    institution: fields.OneToOneNullableRelation["Institution"] = fields.OneToOneField(
        "models.Institution", related_name="networks", null=True, on_delete=fields.RESTRICT
    )
    institution_id: UUID | None
    hall: fields.OneToOneNullableRelation["Hall"] = fields.OneToOneField(
        "models.Hall", related_name="networks", null=True, on_delete=fields.RESTRICT
    )
    hall_id: UUID | None
    rows = fields.TextField()  # of rules/networks.py
    version = fields.IntField(default=1)
    changed_at = fields.DatetimeField()
    changed_by: fields.ForeignKeyNullableRelation["Staff"] = fields.ForeignKeyField(
        "models.Staff", related_name="networks", null=True, on_delete=fields.RESTRICT
    )
    changed_by_id: UUID | None  # None: from the command line

    class Meta:
        table = "network_list"
