"""Halls have a place on the map, if their bureau says so."""

from tortoise import fields, migrations
from tortoise.migrations import operations as ops

from migrations._checks import AddChecks

CHECKS = {
    "hall_position": "(latitude IS NULL) = (longitude IS NULL)",
    "hall_latitude": "latitude IS NULL OR latitude BETWEEN 3 AND 54",
    "hall_longitude": "longitude IS NULL OR longitude BETWEEN 73 AND 136",
}


class Migration(migrations.Migration):
    dependencies = [("models", "0049_tombstones")]

    initial = False

    operations = [
        *(
            ops.AddField(model_name="Hall", name=name, field=fields.FloatField(null=True))
            for name in ("latitude", "longitude")
        ),
        AddChecks("hall", CHECKS),
    ]
