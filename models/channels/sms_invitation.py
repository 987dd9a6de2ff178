"""短信邀请: a text message that asks for a rating, and what was answered (Art. 7; 7-12)."""

from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

if TYPE_CHECKING:
    from models.channels.partner import Partner
    from models.people.consent import Consent
    from models.people.evaluator import Evaluator
    from models.rating.service_record import ServiceRecord


class SmsInvitation(Model):
    """The one text message about a service, to who chose to get them.

    `ordinal` is its place among those to one number on a day, and `extension` what the operator
    adds to the number that is answered, so that an answer finds its service. `open` is 1 while
    an answer can come: two that are open at one number differ in their extension.
    """

    id = fields.UUIDField(primary_key=True)
    service_record: fields.OneToOneRelation["ServiceRecord"] = fields.OneToOneField(
        "models.ServiceRecord", related_name="sms_invitation", on_delete=fields.RESTRICT
    )
    service_record_id: UUID
    evaluator: fields.ForeignKeyRelation["Evaluator"] = fields.ForeignKeyField(
        "models.Evaluator", related_name="sms_invitations", on_delete=fields.RESTRICT
    )
    evaluator_id: UUID
    consent: fields.ForeignKeyRelation["Consent"] = fields.ForeignKeyField(
        "models.Consent", related_name="sms_invitations", on_delete=fields.RESTRICT
    )
    consent_id: UUID
    phone_index = fields.CharField(max_length=64, null=True)  # NULL: its person was deleted
    extension = fields.CharField(max_length=4)
    day = fields.DateField()
    ordinal = fields.SmallIntField(null=True)  # NULL: too many for the day
    state = fields.CharField(max_length=10)
    open = fields.SmallIntField(null=True)
    reason = fields.CharField(max_length=40, default="")  # why it was dropped or failed
    segments = fields.SmallIntField(null=True)
    listed_at = fields.DatetimeField()
    sent_at = fields.DatetimeField(null=True)
    until = fields.DatetimeField()

    class Meta:
        table = "sms_invitation"
        unique_together = (("phone_index", "day", "ordinal"), ("phone_index", "extension", "open"))
        indexes = (("phone_index", "listed_at"), ("day",))


class SmsReply(Model):
    """One answer, by the number the operator has for it, without its words."""

    id = fields.UUIDField(primary_key=True)
    partner: fields.ForeignKeyRelation["Partner"] = fields.ForeignKeyField(
        "models.Partner", related_name="sms_replies", on_delete=fields.RESTRICT
    )
    partner_id: UUID
    number = fields.CharField(max_length=64)
    invitation: fields.ForeignKeyNullableRelation["SmsInvitation"] = fields.ForeignKeyField(
        "models.SmsInvitation", related_name="replies", null=True, on_delete=fields.RESTRICT
    )
    invitation_id: UUID | None
    outcome = fields.CharField(max_length=10)
    turn = fields.SmallIntField(null=True)  # which of the times it was asked again after
    received_at = fields.DatetimeField()

    class Meta:
        table = "sms_reply"
        unique_together = (("partner", "number"), ("invitation", "turn"))
        indexes = (("received_at",),)
