"""办件凭证: what opens exactly one service, as a code to type and as a link (Art. 7)."""

from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

if TYPE_CHECKING:
    from models.rating.service_record import ServiceRecord


class Voucher(Model):
    """The one voucher of a service, only the index of its code and the hash of its link are stored.

    Used up is not a column: the service has its opinion then.
    """

    id = fields.UUIDField(primary_key=True)
    service_record: fields.OneToOneRelation["ServiceRecord"] = fields.OneToOneField(
        "models.ServiceRecord", related_name="voucher", on_delete=fields.RESTRICT
    )
    service_record_id: UUID
    turn = fields.SmallIntField()  # how often the code had to be made anew to be the only one
    code_index = fields.CharField(max_length=64, unique=True)
    link_hash = fields.CharField(max_length=64, null=True, unique=True)
    issued_at = fields.DatetimeField()
    until = fields.DatetimeField()

    class Meta:
        table = "voucher"
