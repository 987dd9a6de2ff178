"""What else speaks of the matter of a work order: copies from elsewhere, second opinions."""

from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.indexes import Index
from tortoise.migrations import operations as ops

from migrations._checks import AddChecks

CHECKS = {
    "order_source_kind": "source IN ('second_rating', 'complaint_platform', 'hotline', "
    "'gdzwfw_web', 'elsewhere')",
    "order_source_rating": "(source = 'second_rating') = (rating_id IS NOT NULL)",
    "order_source_staff": "(source = 'second_rating') = (staff_id IS NULL)",
}


class Migration(migrations.Migration):
    dependencies = [("models", "0016_filings")]

    operations = [
        ops.CreateModel(
            name="OrderSource",
            fields=[
                ("id", fields.UUIDField(primary_key=True, unique=True, db_index=True)),
                (
                    "order",
                    fields.ForeignKeyField(
                        "models.WorkOrder",
                        source_field="order_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="sources",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("source", fields.CharField(max_length=20)),
                ("number", fields.CharField(max_length=64)),
                (
                    "rating",
                    fields.OneToOneField(
                        "models.Rating",
                        source_field="rating_id",
                        null=True,
                        db_constraint=True,
                        to_field="id",
                        related_name="joined",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("joined_at", fields.DatetimeField()),
                (
                    "staff",
                    fields.ForeignKeyField(
                        "models.Staff",
                        source_field="staff_id",
                        null=True,
                        db_constraint=True,
                        to_field="id",
                        related_name="joined_sources",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("office", fields.CharField(default="", max_length=80)),
                ("note", fields.CharField(default="", max_length=500)),
            ],
            options={
                "table": "order_source",
                "app": "models",
                "unique_together": (("source", "number"),),
                "indexes": [Index(fields=["order_id"])],
                "pk_attr": "id",
                "table_description": "One thing joined to an order instead of opening another.",
            },
            bases=["Model"],
        ),
        AddChecks("order_source", CHECKS),
    ]
