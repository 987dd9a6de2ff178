"""Holidays and make-up working days, as the State Council publishes them."""

from tortoise import fields
from tortoise.models import Model


class CalendarDay(Model):
    """A day that differs from its weekday, a published year has at least one row."""

    day = fields.DateField(primary_key=True)
    working = fields.BooleanField()
    name = fields.CharField(max_length=40)
    source = fields.CharField(max_length=120)

    class Meta:
        table = "calendar_day"
