"""按键提问: a service somebody was asked about by keys after a call."""

from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

if TYPE_CHECKING:
    from models.channels.partner import Partner
    from models.rating.service_record import ServiceRecord


class PhoneQuestion(Model):
    """One question a service and channel, with how often a key was no grade.

    It is the proof of a rating that comes by keys: which partner told, under which number.
    """

    id = fields.UUIDField(primary_key=True)
    service_record: fields.ForeignKeyRelation["ServiceRecord"] = fields.ForeignKeyField(
        "models.ServiceRecord", related_name="phone_questions", on_delete=fields.RESTRICT
    )
    service_record_id: UUID
    channel = fields.CharField(max_length=20)
    partner: fields.ForeignKeyRelation["Partner"] = fields.ForeignKeyField(
        "models.Partner", related_name="phone_questions", on_delete=fields.RESTRICT
    )
    partner_id: UUID
    number = fields.CharField(max_length=64)  # of the call or message, as the partner counts
    identity_basis = fields.CharField(max_length=20)
    turns = fields.SmallIntField(default=0)  # keys that were no grade
    state = fields.CharField(max_length=10)
    asked_at = fields.DatetimeField()
    done_at = fields.DatetimeField(null=True)

    class Meta:
        table = "phone_question"
        unique_together = (("service_record", "channel"),)
