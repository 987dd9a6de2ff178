"""What the provincial system told, one message a row (Art. 10)."""

from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

if TYPE_CHECKING:
    from models.exchange.exchange_party import ExchangeParty
    from models.rating.rating import Rating
    from models.rating.service_record import ServiceRecord


class ExchangeReceived(Model):
    """Kept in the commit that moves the cursor on, dealt with afterwards; `number` is theirs.

    What was told is sealed, and forgotten once it is dealt with. A rating of the origin partner
    needs such a row about its service: that is its proof (3-3).
    """

    id = fields.UUIDField(primary_key=True)
    party: fields.ForeignKeyRelation["ExchangeParty"] = fields.ForeignKeyField(
        "models.ExchangeParty", related_name="received", on_delete=fields.RESTRICT
    )
    party_id: UUID
    number = fields.CharField(max_length=64)
    told_sealed = fields.BinaryField(null=True)
    service_record: fields.ForeignKeyNullableRelation["ServiceRecord"] = fields.ForeignKeyField(
        "models.ServiceRecord",
        related_name="exchange_received",
        null=True,
        on_delete=fields.RESTRICT,
    )
    service_record_id: UUID | None
    rating: fields.ForeignKeyNullableRelation["Rating"] = fields.ForeignKeyField(
        "models.Rating", related_name="exchange_received", null=True, on_delete=fields.RESTRICT
    )
    rating_id: UUID | None
    carried_by = fields.UUIDField(null=True)  # the file it came in; NULL: over the wire
    state = fields.CharField(max_length=12, default="new")
    received_at = fields.DatetimeField()
    done_at = fields.DatetimeField(null=True)
    error = fields.CharField(max_length=40, default="")
    about = fields.CharField(max_length=40, default="")
    code = fields.CharField(max_length=64, default="")

    class Meta:
        table = "exchange_received"
        unique_together = (("party", "number"),)
        indexes = (
            ("state", "received_at"),
            ("service_record_id",),
            ("done_at",),
            ("carried_by", "state"),
        )
