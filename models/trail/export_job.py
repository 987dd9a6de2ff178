"""A long list made into a file behind the scenes (4-3)."""

from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

if TYPE_CHECKING:
    from models.people.staff import Staff


class ExportJob(Model):
    """Who asked for what, how far it is, and the file. A checkpoint after every piece.

    Unique on (staff, digest, moment, active): asked twice, the same person gets the same job.
    """

    id = fields.UUIDField(primary_key=True)
    staff: fields.ForeignKeyRelation["Staff"] = fields.ForeignKeyField(
        "models.Staff", related_name="exports", on_delete=fields.RESTRICT
    )
    staff_id: UUID
    kind = fields.CharField(max_length=10)
    scope = fields.CharField(max_length=140)  # role and place of who asked, then
    parameters = fields.CharField(max_length=1000)  # JSON: what of the list
    title = fields.CharField(max_length=120)  # the same in words
    digest = fields.CharField(max_length=64)  # of kind, scope and parameters
    moment = fields.DatetimeField()
    # 1 while it runs or can be fetched, NULL once it failed, was cancelled or has expired.
    active = fields.SmallIntField(null=True)
    status = fields.CharField(max_length=10)
    asked_at = fields.DatetimeField()  # what came later is not in the file
    turns = fields.IntField(default=0)  # grows with each claim, so that who lost it writes no more
    turn_at = fields.DatetimeField()  # when it may be claimed (again)
    failures = fields.SmallIntField(default=0)
    error = fields.CharField(max_length=20, default="")
    rows_done = fields.IntField(default=0)
    rows_total = fields.IntField(null=True)
    after = fields.CharField(max_length=100, default="")  # JSON: the last row written
    size = fields.BigIntField(default=0)  # bytes that are safe on the disk
    file_hash = fields.CharField(max_length=64, default="")  # SHA-256
    finished_at = fields.DatetimeField(null=True)
    expires_at = fields.DatetimeField(null=True)

    class Meta:
        table = "export_job"
        unique_together = (("staff", "digest", "moment", "active"),)
        indexes = (("status", "turn_at"), ("staff_id", "asked_at"), ("expires_at",))
