"""The WeCom user id of members of staff, for notices."""

from tortoise import fields, migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("models", "0018_repeated_feedbacks")]

    initial = False

    operations = [
        ops.AddField(
            model_name="Staff",
            name="wecom_sealed",
            field=fields.BinaryField(null=True),
        ),
    ]
