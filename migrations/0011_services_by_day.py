"""Services of a day are found by their end."""

from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise.indexes import Index

class Migration(migrations.Migration):
    dependencies = [('models', '0010_first_day')]

    initial = False

    operations = [
        ops.AddIndex(
            model_name='ServiceRecord',
            index=Index(fields=['ended_at']),
        ),
    ]
