"""The list of counted ratings that changed, from which the rollups are corrected (12-5)."""

from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.indexes import Index
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("models", "0003_sms_reports")]

    operations = [
        ops.CreateModel(
            name="RatingChange",
            fields=[
                ("id", fields.UUIDField(primary_key=True, unique=True, db_index=True)),
                (
                    "rating",
                    fields.ForeignKeyField(
                        "models.Rating",
                        source_field="rating_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="changes",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("why", fields.CharField(max_length=20)),
                ("at", fields.DatetimeField()),
                ("applied_at", fields.DatetimeField(null=True)),
            ],
            options={
                "table": "rating_change",
                "app": "models",
                "indexes": [Index(fields=["applied_at", "at"])],
                "pk_attr": "id",
                "table_description": "Written in the transaction of the change. New ratings need "
                "none, they are found by day.",
            },
            bases=["Model"],
        ),
    ]
