"""Keys that seal follow one another."""

from tortoise import fields, migrations
from tortoise.migrations import operations as ops

from migrations._checks import AddChecks

CHECKS = {
    "sealing_key_current": "current IS NULL OR (current = 1 AND current_since IS NOT NULL)",
    "sealing_key_retired": "retired_at IS NULL OR current IS NULL",
}


class Migration(migrations.Migration):
    dependencies = [('models', '0047_staff_doors')]

    initial = False

    operations = [
        ops.CreateModel(
            name='SealingKey',
            fields=[
                ('number', fields.SmallIntField(primary_key=True, generated=False, unique=True, db_index=True)),
                ('fingerprint', fields.CharField(max_length=16)),
                ('known_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('current', fields.SmallIntField(null=True, unique=True)),
                ('current_since', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('resealed_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('retired_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'sealing_key', 'app': 'models', 'pk_attr': 'number', 'table_description': 'A key by its number, and of the key itself only what tells it from another.'},
            bases=['Model'],
        ),
        AddChecks('sealing_key', CHECKS),
    ]
