"""The other side of the exchange, as this side knows it (Art. 10)."""

from tortoise import fields
from tortoise.models import Model


class ExchangeParty(Model):
    """When it last answered, what it last said was wrong, and when it is asked again."""

    id = fields.UUIDField(primary_key=True)
    name = fields.CharField(max_length=20, unique=True)
    answered_at = fields.DatetimeField(null=True)
    failures = fields.IntField(default=0)  # since it last answered
    failed_at = fields.DatetimeField(null=True)
    error = fields.CharField(max_length=40, default="")
    retry_at = fields.DatetimeField(null=True)
    cursor = fields.CharField(max_length=64, default="")  # what was fetched up to, in its words
    fetched_at = fields.DatetimeField(null=True)

    class Meta:
        table = "exchange_party"
