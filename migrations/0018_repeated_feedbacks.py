"""Which earlier feedback an entry nearly repeats, and how much of it."""

from tortoise import fields, migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("models", "0017_order_sources")]

    operations = [
        ops.AddField(
            model_name="Entry", name="like_order_id", field=fields.UUIDField(null=True)
        ),
        ops.AddField(model_name="Entry", name="likeness", field=fields.SmallIntField(null=True)),
    ]
