"""Pictures of the steps of work orders."""

from uuid import uuid4

from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.indexes import Index
from tortoise.migrations import operations as ops

from migrations._checks import AddChecks


class Migration(migrations.Migration):
    dependencies = [('models', '0017_staff_provider')]

    initial = False

    operations = [
        ops.CreateModel(
            name='StepPicture',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('order', fields.ForeignKeyField('models.WorkOrder', source_field='order_id', db_constraint=True, to_field='id', related_name='step_pictures', on_delete=OnDelete.RESTRICT)),
                ('staff', fields.ForeignKeyField('models.Staff', source_field='staff_id', db_constraint=True, to_field='id', related_name='step_pictures', on_delete=OnDelete.RESTRICT)),
                ('key', fields.CharField(max_length=64)),
                ('store_key', fields.CharField(max_length=64)),
                ('size', fields.IntField()),
                ('sha256', fields.CharField(max_length=64)),
                ('kept_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('step', fields.SmallIntField(null=True)),
                ('place', fields.SmallIntField(null=True)),
            ],
            options={'table': 'step_picture', 'app': 'models', 'unique_together': (('order', 'staff', 'key'), ('order', 'step', 'place')), 'indexes': [Index(fields=['kept_at'])], 'pk_attr': 'id', 'table_description': 'A picture in the store. Without a step it is swept after a day.'},
            bases=['Model'],
        ),
        AddChecks('step_picture', {'step_picture_has_its_place': '(step IS NULL) = (place IS NULL)'}),
    ]
