"""Rounds of work orders with their clocks, counted by day; services by window and by item."""

from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise.fields.base import OnDelete
from uuid import uuid4
from tortoise import fields
from tortoise.indexes import Index


def counts():
    return [
        ('day', fields.DateField()),
        ('ended', fields.IntField()),
        ('due', fields.IntField()),
        ('rated', fields.IntField()),
        ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
    ]


class Migration(migrations.Migration):
    dependencies = [('models', '0021_appeal_evidence')]

    initial = False

    operations = [
        ops.CreateModel(
            name='OrderRound',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('order', fields.ForeignKeyField('models.WorkOrder', source_field='order_id', db_constraint=True, to_field='id', related_name='rounds', on_delete=OnDelete.RESTRICT)),
                ('round', fields.SmallIntField()),
                ('institution', fields.ForeignKeyField('models.Institution', source_field='institution_id', db_constraint=True, to_field='id', related_name='order_rounds', on_delete=OnDelete.RESTRICT)),
                ('due_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'order_round', 'app': 'models', 'unique_together': (('order', 'round'),), 'indexes': [Index(fields=['due_at'])], 'pk_attr': 'id', 'table_description': 'Who owed a rectification by when, or NULL while nobody does: returned, or under appeal.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='OrderChange',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('order', fields.ForeignKeyField('models.WorkOrder', source_field='order_id', db_constraint=True, to_field='id', related_name='changes', on_delete=OnDelete.RESTRICT)),
                ('day', fields.DateField()),
                ('at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('applied_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'order_change', 'app': 'models', 'indexes': [Index(fields=['applied_at', 'day'])], 'pk_attr': 'id', 'table_description': 'Written in the transaction of the step. A day that is not over yet waits until it is.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='OrderDay',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('day', fields.DateField()),
                ('institution_id', fields.UUIDField()),
                ('bureau_id', fields.UUIDField()),
                ('hall_id', fields.UUIDField(null=True)),
                ('window_id', fields.UUIDField(null=True)),
                ('item_id', fields.UUIDField(null=True)),
                ('channel', fields.CharField(max_length=20)),
                ('due', fields.IntField()),
                ('rectified', fields.IntField()),
                ('in_time', fields.IntField()),
                ('contacted', fields.IntField()),
            ],
            options={'table': 'order_day', 'app': 'models', 'indexes': [Index(fields=['day']), Index(fields=['institution_id', 'day'])], 'pk_attr': 'id', 'table_description': 'Rounds whose clock ended on the day, without orders closed as invalid (12-9, 13-5).'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='ServiceWindowDay',
            fields=[*counts(), ('window_id', fields.UUIDField()), ('hall_id', fields.UUIDField()), ('bureau_id', fields.UUIDField())],
            options={'table': 'service_window_day', 'app': 'models', 'unique_together': (('day', 'window_id', 'bureau_id'),), 'indexes': [Index(fields=['window_id', 'day'])], 'pk_attr': 'id', 'table_description': 'Services at a window, as `ServiceDay` counts those of an institution.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='ServiceItemDay',
            fields=[*counts(), ('institution_id', fields.UUIDField()), ('item_id', fields.UUIDField()), ('bureau_id', fields.UUIDField())],
            options={'table': 'service_item_day', 'app': 'models', 'unique_together': (('day', 'institution_id', 'item_id', 'bureau_id'),), 'indexes': [Index(fields=['institution_id', 'day'])], 'pk_attr': 'id', 'table_description': 'Services of an item at an institution, as `ServiceDay` counts those of an institution.'},
            bases=['Model'],
        ),
        # The new counts are made for the days that were counted already.
        ops.RunSQL('UPDATE rollup_day SET counted_at = NULL, version = version + 1'),
    ]
