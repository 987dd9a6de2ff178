"""An uploaded Excel template with what it would do, did, or was refused for."""

from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

if TYPE_CHECKING:
    from models.people.staff import Staff
    from models.places.bureau import Bureau


class ImportFile(Model):
    """One upload: who, when, which file (SHA-256), how many rows."""

    id = fields.UUIDField(primary_key=True)
    template = fields.CharField(max_length=20)
    state = fields.CharField(max_length=10)  # refused, previewed, applied, undone
    bureau: fields.ForeignKeyRelation["Bureau"] = fields.ForeignKeyField(
        "models.Bureau", related_name="import_files", on_delete=fields.RESTRICT
    )
    bureau_id: UUID
    staff: fields.ForeignKeyRelation["Staff"] = fields.ForeignKeyField(
        "models.Staff", related_name="import_files", on_delete=fields.RESTRICT
    )
    staff_id: UUID
    uploaded_at = fields.DatetimeField()
    file_hash = fields.CharField(max_length=64)
    size = fields.IntField()  # bytes
    added = fields.IntField()
    changed = fields.IntField()
    unchanged = fields.IntField()
    problems = fields.IntField()
    # What was previewed: applying something else than what people saw is refused.
    plan_hash = fields.CharField(max_length=64, default="")
    # The rows as read, sealed, until they are applied or nobody came back for them.
    rows_sealed = fields.BinaryField(null=True)

    class Meta:
        table = "import_file"
        indexes = (("bureau_id", "uploaded_at"),)
