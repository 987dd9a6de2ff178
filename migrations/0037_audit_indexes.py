"""Indexes of the audit trail for each thing it can be narrowed by."""

from tortoise import migrations
from tortoise.indexes import Index
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [('models', '0036_exchange_in')]

    initial = False

    operations = [
        ops.AddIndex(model_name='AuditEntry', index=Index(fields=[column, 'at']))
        for column in ('actor_id', 'object_id', 'object_kind', 'outcome')
    ]
