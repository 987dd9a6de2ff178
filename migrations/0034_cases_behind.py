"""The ratings behind a figure: the poor ones of a span, and those of a window."""

from tortoise import migrations
from tortoise.indexes import Index
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [('models', '0033_exchange')]

    initial = False

    operations = [
        # One in fifty ratings is poor: so the index costs the others nothing.
        ops.RunSQL(
            'CREATE INDEX rating_poor ON rating (grade, rated_at) '
            "WHERE grade = 'dissatisfied' OR grade = 'very_dissatisfied'"
        ),
        ops.AddIndex(model_name='ServiceRecord', index=Index(fields=['window_id', 'ended_at'])),
    ]
