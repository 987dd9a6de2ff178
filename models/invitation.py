"""邀请: the citizen is invited exactly once (3-1)."""

from tortoise import fields
from tortoise.models import Model


class Invitation(Model):
    """The one invitation of an ended service, written in the same commit."""

    id = fields.UUIDField(primary_key=True)
    service_record = fields.OneToOneField(
        "models.ServiceRecord", related_name="invitation", on_delete=fields.RESTRICT
    )
    invited_at = fields.DatetimeField()

    class Meta:
        table = "invitation"
