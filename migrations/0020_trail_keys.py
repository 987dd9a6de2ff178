"""Keys that sign the audit trail follow one another."""

from tortoise import fields, migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [('models', '0019_three_administrators')]

    initial = False

    operations = [
        ops.CreateModel(
            name='TrailKey',
            fields=[
                ('number', fields.SmallIntField(primary_key=True, generated=False, unique=True, db_index=True)),
                ('fingerprint', fields.CharField(max_length=16)),
                ('known_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('since', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('current', fields.SmallIntField(null=True, unique=True)),
            ],
            options={'table': 'trail_key', 'app': 'models', 'pk_attr': 'number', 'table_description': 'A key by its number, and of the key itself only what tells it from another.'},
            bases=['Model'],
        ),
        ops.AddField(model_name='AuditEntry', name='key_number', field=fields.SmallIntField(default=1, db_default=1)),
        ops.AddField(model_name='AuditLink', name='key_number', field=fields.SmallIntField(default=1, db_default=1)),
    ]
