"""A voucher has a link as well, of which only the hash is stored."""

from tortoise import fields, migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("models", "0043_complaints")]

    initial = False

    operations = [
        ops.AddField(
            model_name="Voucher",
            name="link_hash",
            field=fields.CharField(null=True, unique=True, max_length=64),
        ),
    ]
