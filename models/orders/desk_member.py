"""Who by name sits at a bureau desk for clues that are not for everybody (15-4)."""

from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

if TYPE_CHECKING:
    from models.people.staff import Staff
    from models.places.bureau import Bureau


class DeskMember(Model):
    """A named reader of one desk."""

    id = fields.UUIDField(primary_key=True)
    bureau: fields.ForeignKeyRelation["Bureau"] = fields.ForeignKeyField(
        "models.Bureau", related_name="desk_members", on_delete=fields.RESTRICT
    )
    bureau_id: UUID
    desk = fields.CharField(max_length=10)  # discipline, care
    staff: fields.ForeignKeyRelation["Staff"] = fields.ForeignKeyField(
        "models.Staff", related_name="desks", on_delete=fields.RESTRICT
    )
    staff_id: UUID
    named_by_id = fields.UUIDField()
    named_at = fields.DatetimeField()

    class Meta:
        table = "desk_member"
        unique_together = (("bureau", "desk", "staff"),)
