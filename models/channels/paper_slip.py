"""评价单: a numbered sheet of paper to rate on, printed for a window."""

from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

if TYPE_CHECKING:
    from models.people.staff import Staff
    from models.places.window import Window
    from models.rating.rating import Rating
    from models.rating.service_record import ServiceRecord


class PaperSlip(Model):
    """One sheet is one rating at most, and a service has one sheet at most."""

    id = fields.UUIDField(primary_key=True)
    number = fields.CharField(max_length=10, unique=True)
    batch = fields.UUIDField()  # printed together
    window: fields.ForeignKeyRelation["Window"] = fields.ForeignKeyField(
        "models.Window", related_name="paper_slips", on_delete=fields.RESTRICT
    )
    window_id: UUID
    printed_at = fields.DatetimeField()
    printed_by: fields.ForeignKeyRelation["Staff"] = fields.ForeignKeyField(
        "models.Staff", related_name="paper_slips", on_delete=fields.RESTRICT
    )
    printed_by_id: UUID
    state = fields.CharField(max_length=10)
    changed_at = fields.DatetimeField()
    service_record: fields.OneToOneNullableRelation["ServiceRecord"] = fields.OneToOneField(
        "models.ServiceRecord", related_name="paper_slip", null=True, on_delete=fields.RESTRICT
    )
    service_record_id: UUID | None
    rating: fields.OneToOneNullableRelation["Rating"] = fields.OneToOneField(
        "models.Rating", related_name="paper_slip", null=True, on_delete=fields.RESTRICT
    )
    rating_id: UUID | None
    reason = fields.CharField(max_length=200, default="")  # why it was set aside

    class Meta:
        table = "paper_slip"
        indexes = (("window_id", "state"), ("state", "changed_at"), ("batch",))
