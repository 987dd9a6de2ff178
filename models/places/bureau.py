"""政务服务数据管理局 and 政务服务管理机构: who organises, dispatches and reviews (Art. 4)."""

from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

if TYPE_CHECKING:
    from models.places.region import Region


class Bureau(Model):
    """The bureau of an area, `level` is city or county."""

    id = fields.UUIDField(primary_key=True)
    name = fields.CharField(max_length=80)
    level = fields.CharField(max_length=10)
    region: fields.ForeignKeyRelation["Region"] = fields.ForeignKeyField(
        "models.Region", related_name="bureaus", on_delete=fields.RESTRICT
    )
    region_id: UUID
    # The institution that runs the bureau's own windows, and the bureau that reviews appeals of its
    # officers: nobody reviews the own house (4-7).
    own_institution_id = fields.UUIDField(null=True)
    reviewer_id = fields.UUIDField(null=True)

    class Meta:
        table = "bureau"
