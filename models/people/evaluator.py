"""评价人: a verified person; ciphertext and blind index only (9-1, 9-2)."""

from tortoise import fields
from tortoise.models import Model


class Evaluator(Model):
    """A person with a verified real name. Nothing here can be read without the keys."""

    id = fields.UUIDField(primary_key=True)
    document_type = fields.CharField(max_length=40)
    document_index = fields.CharField(max_length=64, unique=True)
    document_sealed = fields.BinaryField(null=True)  # NULL: verified by a network identity
    name_sealed = fields.BinaryField()
    phone_sealed = fields.BinaryField(null=True)
    phone_index = fields.CharField(max_length=64, null=True)
    verified_by = fields.CharField(max_length=20)
    verified_at = fields.DatetimeField()
    # Of who was under 14 when verified, the first of the month after the 14th birthday (9-1).
    child_until = fields.DateField(null=True)
    erased_at = fields.DatetimeField(null=True)  # deleted on request: an empty row (9-6)

    class Meta:
        table = "evaluator"
