"""Keys of the blind index follow one another."""

from tortoise import fields, migrations
from tortoise.indexes import Index
from tortoise.migrations import operations as ops

from migrations._checks import AddChecks

CHECKS = {
    "index_key_stage": "stage IS NULL OR (stage BETWEEN 1 AND 3 AND stage_since IS NOT NULL)",
    "index_key_changing": "(changing IS NULL AND (stage IS NULL OR stage = 3)) OR (changing = 1 AND stage IN (1, 2))",
}


class Migration(migrations.Migration):
    dependencies = [('models', '0065_sms')]

    initial = False

    operations = [
        ops.CreateModel(
            name='IndexKey',
            fields=[
                ('number', fields.SmallIntField(primary_key=True, generated=False, unique=True, db_index=True)),
                ('fingerprint', fields.CharField(max_length=16)),
                ('known_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('stage', fields.SmallIntField(null=True)),
                ('stage_since', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('changing', fields.SmallIntField(null=True, unique=True)),
            ],
            options={'table': 'index_key', 'app': 'models', 'pk_attr': 'number', 'table_description': 'A key by its number, and of the key itself only what tells it from another.'},
            bases=['Model'],
        ),
        AddChecks('index_key', CHECKS),
        ops.AddField(model_name='Staff', name='earlier_index', field=fields.CharField(null=True, max_length=64)),
        ops.AddIndex(model_name='Staff', index=Index(fields=['earlier_index'])),
    ]
