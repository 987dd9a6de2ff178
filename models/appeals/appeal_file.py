"""Evidence of an appeal: a picture or a paper in the store, with its hash (12-4)."""

from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

if TYPE_CHECKING:
    from models.appeals.appeal import Appeal
    from models.people.staff import Staff


class AppealFile(Model):
    """Never changed or deleted. Unique on (appeal, number), so the limit holds in a race.

    The name a file had on somebody's phone is not kept: it may name a citizen.
    """

    id = fields.UUIDField(primary_key=True)
    appeal: fields.ForeignKeyRelation["Appeal"] = fields.ForeignKeyField(
        "models.Appeal", related_name="files", on_delete=fields.RESTRICT
    )
    appeal_id: UUID
    number = fields.SmallIntField()
    kind = fields.CharField(max_length=10)  # picture, pdf
    size = fields.IntField()
    sha256 = fields.CharField(max_length=64)
    store_key = fields.CharField(max_length=64)
    added_at = fields.DatetimeField()
    actor = fields.CharField(max_length=10)  # officer, unit, reviewer
    staff: fields.ForeignKeyRelation["Staff"] = fields.ForeignKeyField(
        "models.Staff", related_name="appeal_files", on_delete=fields.RESTRICT
    )
    staff_id: UUID

    class Meta:
        table = "appeal_file"
        unique_together = (("appeal", "number"),)
