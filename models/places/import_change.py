"""What an import did to one row of another table, so that it can be undone."""

from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

if TYPE_CHECKING:
    from models.places.import_file import ImportFile


class ImportChange(Model):
    """One row added, changed or removed. Values are sealed, since rows may name people."""

    id = fields.UUIDField(primary_key=True)
    file: fields.ForeignKeyRelation["ImportFile"] = fields.ForeignKeyField(
        "models.ImportFile", related_name="changes", on_delete=fields.RESTRICT
    )
    file_id: UUID
    number = fields.IntField()  # in the order of application
    kind = fields.CharField(max_length=20)  # the table
    object_id = fields.UUIDField()
    before_sealed = fields.BinaryField(null=True)  # NULL: the row was added
    after_sealed = fields.BinaryField()

    class Meta:
        table = "import_change"
        unique_together = (("file", "number"),)
