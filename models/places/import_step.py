"""Each application and each undoing of an import is a row."""

from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

if TYPE_CHECKING:
    from models.people.staff import Staff
    from models.places.import_file import ImportFile


class ImportStep(Model):
    """Numbered over the whole city, so that of two at once one loses loudly."""

    id = fields.UUIDField(primary_key=True)
    number = fields.IntField(unique=True)
    file: fields.ForeignKeyRelation["ImportFile"] = fields.ForeignKeyField(
        "models.ImportFile", related_name="steps", on_delete=fields.RESTRICT
    )
    file_id: UUID
    action = fields.CharField(max_length=10)  # apply, undo
    staff: fields.ForeignKeyRelation["Staff"] = fields.ForeignKeyField(
        "models.Staff", related_name="import_steps", on_delete=fields.RESTRICT
    )
    staff_id: UUID
    at = fields.DatetimeField()

    class Meta:
        table = "import_step"
        unique_together = (("file", "action"),)
