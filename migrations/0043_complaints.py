"""The complaint platform: a partner that speaks for it, services and copies only it knows of."""

from tortoise import fields, migrations
from tortoise.migrations import operations as ops

from migrations._checks import ReplaceChecks

REPLACED = {
    # A walk-in has an evaluator and a day; one that another system told of has neither, and no
    # window (docs/decisions/0045).
    "service_record": {
        "service_walk_in": "walk_in_evaluator_id IS NULL OR source = 'walk_in'",
        "service_walk_in_day": "(walk_in_evaluator_id IS NULL) = (walk_in_day IS NULL) AND "
        "(source <> 'walk_in' OR walk_in_evaluator_id IS NOT NULL OR window_id IS NULL)",
    },
    # Somebody of the bureau joins a copy, or the system itself tells it.
    "order_source": {
        "order_source_staff": "staff_id IS NOT NULL OR "
        "source IN ('second_rating', 'complaint_platform')",
    },
}


class Migration(migrations.Migration):
    dependencies = [("models", "0041_halls_by_day")]

    operations = [
        ops.AddField(
            model_name="Partner",
            name="party",
            field=fields.CharField(default="", db_default="", max_length=20),
        ),
        *(ReplaceChecks(table, checks) for table, checks in REPLACED.items()),
    ]
