"""How far a job has looked."""

from tortoise import fields
from tortoise.models import Model


class Watermark(Model):
    """Everything before `at` has been looked at by the job of this name."""

    name = fields.CharField(max_length=40, primary_key=True)
    at = fields.DatetimeField()

    class Meta:
        table = "watermark"
