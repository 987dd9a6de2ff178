"""An uploaded file of ended services, and how far it is (10-1)."""

from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

if TYPE_CHECKING:
    from models.people.staff import Staff


class ServiceImport(Model):
    """Who, when, which file (SHA-256), how many rows of each kind. The row outlives the file."""

    id = fields.UUIDField(primary_key=True)
    staff: fields.ForeignKeyRelation["Staff"] = fields.ForeignKeyField(
        "models.Staff", related_name="service_imports", on_delete=fields.RESTRICT
    )
    staff_id: UUID
    scope = fields.CharField(max_length=140)  # role and place of who uploaded it
    state = fields.CharField(max_length=10, default="waiting")
    uploaded_at = fields.DatetimeField()
    file_hash = fields.CharField(max_length=64)
    size = fields.IntField()  # bytes
    # The file as uploaded, sealed, until its rows are judged.
    content_sealed = fields.BinaryField(null=True)
    error = fields.CharField(max_length=30, default="")  # why it could not be read
    rows_total = fields.IntField(null=True)
    rows_done = fields.IntField(default=0)
    good = fields.IntField(default=0)
    known = fields.IntField(default=0)
    bad = fields.IntField(default=0)
    taken = fields.IntField(default=0)
    overdue = fields.IntField(default=0)  # good ones whose seven days are over already (6-2)
    turns = fields.IntField(default=0)  # grows with each claim, so that who lost it writes no more
    turn_at = fields.DatetimeField()  # when it may be claimed (again)
    failures = fields.SmallIntField(default=0)
    applied_at = fields.DatetimeField(null=True)
    undone_at = fields.DatetimeField(null=True)

    class Meta:
        table = "service_import"
        indexes = (("state", "turn_at"), ("scope", "uploaded_at"), ("uploaded_at",))
