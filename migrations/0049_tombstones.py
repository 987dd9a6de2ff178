"""What has gone for good leaves a trace where its having been there matters."""

from tortoise import fields, migrations
from tortoise.indexes import Index
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [('models', '0048_sealing_keys')]

    initial = False

    operations = [
        ops.CreateModel(
            name='Tombstone',
            fields=[
                ('id', fields.UUIDField(primary_key=True, unique=True, db_index=True)),
                ('what', fields.CharField(max_length=40)),
                ('about_id', fields.UUIDField(null=True)),
                ('gone_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'tombstone', 'app': 'models', 'indexes': [Index(fields=['about_id'])], 'pk_attr': 'id', 'table_description': 'A row that is gone.'},
            bases=['Model'],
        ),
    ]
