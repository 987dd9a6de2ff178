"""Opened, renamed, moved, merged, closed: dated facts about institutions, halls and windows."""

from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

if TYPE_CHECKING:
    from models.people.staff import Staff
    from models.places.hall import Hall
    from models.places.import_file import ImportFile
    from models.places.institution import Institution
    from models.places.window import Window


class PlaceChange(Model):
    """One fact about one place (2-4). Numbered for each place, so that a race loses loudly.

    The place as it was on a day is the earliest "before" of the facts effective after that day.
    """

    id = fields.UUIDField(primary_key=True)
    institution: fields.ForeignKeyNullableRelation["Institution"] = fields.ForeignKeyField(
        "models.Institution", related_name="facts", null=True, on_delete=fields.RESTRICT
    )
    institution_id: UUID | None
    hall: fields.ForeignKeyNullableRelation["Hall"] = fields.ForeignKeyField(
        "models.Hall", related_name="facts", null=True, on_delete=fields.RESTRICT
    )
    hall_id: UUID | None
    window: fields.ForeignKeyNullableRelation["Window"] = fields.ForeignKeyField(
        "models.Window", related_name="facts", null=True, on_delete=fields.RESTRICT
    )
    window_id: UUID | None
    number = fields.IntField()
    what = fields.CharField(max_length=20)
    effective_on = fields.DateField()
    recorded_at = fields.DatetimeField()
    staff: fields.ForeignKeyRelation["Staff"] = fields.ForeignKeyField(
        "models.Staff", related_name="place_changes", on_delete=fields.RESTRICT
    )
    staff_id: UUID
    before = fields.CharField(max_length=80, default="")  # a name or number, as people read it
    after = fields.CharField(max_length=80, default="")
    # What a move or merger leads from and to: a bureau, parent, region, hall or institution.
    before_id = fields.UUIDField(null=True)
    after_id = fields.UUIDField(null=True)
    reason = fields.CharField(max_length=200, default="")
    import_file: fields.ForeignKeyNullableRelation["ImportFile"] = fields.ForeignKeyField(
        "models.ImportFile", related_name="place_changes", null=True, on_delete=fields.RESTRICT
    )
    import_file_id: UUID | None

    class Meta:
        table = "place_change"
        unique_together = (("institution", "number"), ("hall", "number"), ("window", "number"))
