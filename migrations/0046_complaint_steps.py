"""Steps of work orders as they are told back to the complaint platform."""

from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.indexes import Index
from tortoise.migrations import operations as ops

from migrations._checks import AddChecks

CHECKS = {
    "complaint_step_state": "state IN ('queued', 'sending', 'sent', 'quarantined')",
    "complaint_step_done": "(state = 'sent') = (done_at IS NOT NULL)",
    "complaint_step_held": "(state = 'quarantined') = (error <> '')",
}


class Migration(migrations.Migration):
    dependencies = [("models", "0045_questions_by_phone")]

    operations = [
        ops.CreateModel(
            name="ComplaintStep",
            fields=[
                ("id", fields.UUIDField(primary_key=True, unique=True, db_index=True)),
                (
                    "source",
                    fields.ForeignKeyField(
                        "models.OrderSource",
                        source_field="source_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="steps_back",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                (
                    "transition",
                    fields.ForeignKeyField(
                        "models.Transition",
                        source_field="transition_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="steps_back",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("place", fields.SmallIntField()),
                ("state", fields.CharField(default="queued", max_length=12)),
                ("attempts", fields.IntField(default=0)),
                ("turn_at", fields.DatetimeField()),
                ("created_at", fields.DatetimeField()),
                ("done_at", fields.DatetimeField(null=True)),
                ("error", fields.CharField(default="", max_length=40)),
                ("about", fields.CharField(default="", max_length=40)),
                ("code", fields.CharField(default="", max_length=64)),
            ],
            options={
                "table": "complaint_step",
                "app": "models",
                "unique_together": (("source", "place"),),
                "indexes": [
                    Index(fields=["state", "turn_at", "place"]),
                    Index(fields=["transition_id"]),
                    Index(fields=["done_at"]),
                ],
                "pk_attr": "id",
                "table_description": "A step of a work order, told under one number.",
            },
            bases=["Model"],
        ),
        # What the list of new steps asks for by time.
        ops.AddIndex(model_name="Transition", index=Index(fields=["at"])),
        ops.AddIndex(model_name="OrderSource", index=Index(fields=["joined_at"])),
        AddChecks("complaint_step", CHECKS),
    ]
