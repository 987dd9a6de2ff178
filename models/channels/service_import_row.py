"""One row of an uploaded file of ended services (10-1)."""

from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

if TYPE_CHECKING:
    from models.channels.service_import import ServiceImport


class ServiceImportRow(Model):
    """What was made of it. Its id is the one of the service record it becomes."""

    id = fields.UUIDField(primary_key=True)
    file: fields.ForeignKeyRelation["ServiceImport"] = fields.ForeignKeyField(
        "models.ServiceImport", related_name="rows", on_delete=fields.RESTRICT
    )
    file_id: UUID
    number = fields.IntField()  # as a spreadsheet counts them
    uploaded_at = fields.DatetimeField()
    outcome = fields.CharField(max_length=10)
    project_number = fields.CharField(max_length=64)
    problems = fields.TextField(default="")  # JSON: column, code and sentence of each
    # The cells as they were typed, sealed, until the row is taken in.
    cells_sealed = fields.BinaryField(null=True)

    class Meta:
        table = "service_import_row"
        unique_together = (("file", "number"),)
        indexes = (("file_id", "outcome", "number"), ("uploaded_at",))
