"""Bulletins say whom they are copied to, apart from whom they are sent to."""

from tortoise import fields, migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("models", "0022_orders_by_day")]

    initial = False

    operations = [
        ops.AddField(
            model_name="Bulletin",
            name="copied_to",
            field=fields.CharField(default="", db_default="", max_length=300),
        ),
    ]
