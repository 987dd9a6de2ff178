"""What is to be told to the provincial system, one message a row (Art. 10)."""

from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

if TYPE_CHECKING:
    from models.rating.rating import Rating
    from models.rating.service_record import ServiceRecord


class ExchangeItem(Model):
    """A message about one service. Its words are made when it leaves, from what is true then.

    `place` is its turn among those of its service: none leaves before the ones in front of it
    have arrived. With project and service number it is what the other side knows it by, so that
    a message sent twice is one message. `cause` is the row it tells of, told once.
    """

    id = fields.UUIDField(primary_key=True)
    kind = fields.CharField(max_length=20)
    service_record: fields.ForeignKeyRelation["ServiceRecord"] = fields.ForeignKeyField(
        "models.ServiceRecord", related_name="exchange_items", on_delete=fields.RESTRICT
    )
    service_record_id: UUID
    rating: fields.ForeignKeyNullableRelation["Rating"] = fields.ForeignKeyField(
        "models.Rating", related_name="exchange_items", null=True, on_delete=fields.RESTRICT
    )
    rating_id: UUID | None
    cause_id = fields.UUIDField()
    place = fields.SmallIntField()
    state = fields.CharField(max_length=12, default="queued")
    attempts = fields.IntField(default=0)
    turn_at = fields.DatetimeField()  # once claimed, the end of the lease
    created_at = fields.DatetimeField()
    done_at = fields.DatetimeField(null=True)
    # In quarantine: why, the field or table it is about, and the code nobody knows.
    error = fields.CharField(max_length=40, default="")
    about = fields.CharField(max_length=40, default="")
    code = fields.CharField(max_length=64, default="")

    class Meta:
        table = "exchange_item"
        unique_together = (("service_record", "place"), ("kind", "cause_id"))
        indexes = (("state", "turn_at", "place"), ("done_at",))
