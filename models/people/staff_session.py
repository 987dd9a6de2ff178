"""Sessions of members of staff."""

from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

if TYPE_CHECKING:
    from models.people.staff import Staff
    from models.people.staff_phone import StaffPhone


class StaffSession(Model):
    """A server-side session, the token itself is never stored."""

    id = fields.UUIDField(primary_key=True)
    token_hash = fields.CharField(max_length=64, unique=True)
    staff: fields.ForeignKeyRelation["Staff"] = fields.ForeignKeyField(
        "models.Staff", related_name="sessions", on_delete=fields.RESTRICT
    )
    staff_id: UUID
    phone: fields.ForeignKeyNullableRelation["StaffPhone"] = fields.ForeignKeyField(
        "models.StaffPhone", related_name="sessions", null=True, on_delete=fields.RESTRICT
    )
    phone_id: UUID | None  # None: at a desk
    # Opened by the identity provider: whoever signs out there, or is unbound, is out here.
    by_provider = fields.BooleanField(default=False, db_default=False)
    # When the phone last showed in which WeChat account it is; None: it is in none.
    proved_at = fields.DatetimeField(null=True)
    created_at = fields.DatetimeField()
    expires_at = fields.DatetimeField()
    seen_at = fields.DatetimeField(null=True)  # within minutes; None: not since it was opened
    place_index = fields.CharField(max_length=16, default="", db_default="")  # of the address
    client = fields.CharField(max_length=40, default="", db_default="")  # browser and system
    revoked_at = fields.DatetimeField(null=True)

    class Meta:
        table = "staff_session"
        indexes = (("staff_id", "created_at"), ("phone_id",))
