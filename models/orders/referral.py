"""线索转办: a clue handed to the body responsible, and what came back (Art. 15)."""

from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

if TYPE_CHECKING:
    from models.orders.concern import Concern
    from models.people.staff import Staff


class Referral(Model):
    """Who handed what to whom and when, with the receipt of the other side."""

    id = fields.UUIDField(primary_key=True)
    concern: fields.OneToOneRelation["Concern"] = fields.OneToOneField(
        "models.Concern", related_name="referral", on_delete=fields.RESTRICT
    )
    concern_id: UUID
    body = fields.CharField(max_length=80)  # the office it went to
    note_sealed = fields.BinaryField()
    referred_at = fields.DatetimeField()
    staff: fields.ForeignKeyRelation["Staff"] = fields.ForeignKeyField(
        "models.Staff", related_name="referrals", on_delete=fields.RESTRICT
    )
    staff_id: UUID
    receipt_number = fields.CharField(max_length=60, null=True)
    receipt_at = fields.DatetimeField(null=True)
    result_sealed = fields.BinaryField(null=True)
    result_at = fields.DatetimeField(null=True)

    class Meta:
        table = "referral"
