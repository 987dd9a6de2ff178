"""The gateway's id of an SMS, by which its delivery report is matched (11-7)."""

from tortoise import fields, migrations
from tortoise.indexes import Index
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("models", "0002_origins_have_their_proof")]

    operations = [
        ops.AddField(
            model_name="Delivery",
            name="supplier_id",
            field=fields.CharField(max_length=64, null=True),
        ),
        ops.AddIndex(model_name="Delivery", index=Index(fields=["supplier_id"])),
    ]
