"""The ratings behind a figure: those of a grade, and those of a window."""

from tortoise import migrations
from tortoise.indexes import Index
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [('models', '0033_exchange')]

    initial = False

    operations = [
        ops.AddIndex(model_name='Rating', index=Index(fields=['grade', 'rated_at'])),
        ops.AddIndex(model_name='ServiceRecord', index=Index(fields=['window_id', 'ended_at'])),
    ]
