"""Entries of the audit trail are signed when they are written."""

from tortoise import fields, migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [('models', '0052_paper')]

    initial = False

    operations = [
        ops.AddField(
            model_name='AuditEntry',
            name='signature',
            field=fields.CharField(default='', db_default='', max_length=64),
        ),
    ]
