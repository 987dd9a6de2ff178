"""Who has a kiosk now: at most one person, and nobody once it is over."""

from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

if TYPE_CHECKING:
    from models.channels.kiosk import Kiosk
    from models.people.citizen_session import CitizenSession
    from models.rating.voucher import Voucher


class KioskSession(Model):
    """One session of one kiosk, deleted when it ends: nothing tells who stood there.

    It waits for a phone (`link_hash`), or was opened by one (`citizen_session`) or by a slip
    (`voucher`); a CHECK wants exactly one of the three.
    """

    id = fields.UUIDField(primary_key=True)
    kiosk: fields.OneToOneRelation["Kiosk"] = fields.OneToOneField(
        "models.Kiosk", related_name="session", on_delete=fields.RESTRICT
    )
    kiosk_id: UUID
    token_hash = fields.CharField(max_length=64, unique=True)
    link_hash = fields.CharField(max_length=64, null=True, unique=True)
    seen_at = fields.DatetimeField(null=True)  # a phone has opened the link
    citizen_session: fields.ForeignKeyNullableRelation["CitizenSession"] = fields.ForeignKeyField(
        "models.CitizenSession", related_name="kiosks", null=True, on_delete=fields.RESTRICT
    )
    citizen_session_id: UUID | None
    voucher: fields.ForeignKeyNullableRelation["Voucher"] = fields.ForeignKeyField(
        "models.Voucher", related_name="sessions", null=True, on_delete=fields.RESTRICT
    )
    voucher_id: UUID | None
    started_at = fields.DatetimeField()
    until = fields.DatetimeField()

    class Meta:
        table = "kiosk_session"
