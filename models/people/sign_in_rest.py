"""Wrong answers at the staff's door, counted by login and by network address."""

from tortoise import fields
from tortoise.models import Model


class SignInRest(Model):
    """One login (there or not) or one address, under its blind index. Right answers delete it."""

    key = fields.CharField(max_length=64, primary_key=True)
    tries = fields.BigIntField()  # only ever grows: of two who count at once one is second
    failures = fields.IntField()
    since = fields.DatetimeField()
    last_at = fields.DatetimeField()
    rest_until = fields.DatetimeField(null=True)

    class Meta:
        table = "sign_in_rest"
        indexes = (("last_at",),)
