"""Log files that are kept for a year."""

from tortoise import fields, migrations
from tortoise.indexes import Index
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [('models', '0071_unanswered_texts')]

    initial = False

    operations = [
        ops.CreateModel(
            name='KeptLog',
            fields=[
                ('number', fields.IntField(primary_key=True, generated=False, unique=True, db_index=True)),
                ('kind', fields.CharField(max_length=20)),
                ('name', fields.CharField(max_length=120)),
                ('day', fields.DateField()),
                ('size', fields.BigIntField()),
                ('lines', fields.IntField()),
                ('sha256', fields.CharField(max_length=64)),
                ('hash', fields.CharField(max_length=64)),
                ('kept_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('gone_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'kept_log', 'app': 'models', 'unique_together': (('kind', 'name'),), 'indexes': [Index(fields=['day'])], 'pk_attr': 'number', 'table_description': 'One file: what it held, as a hash, in a chain signed with a key the database has not.'},
            bases=['Model'],
        ),
    ]
