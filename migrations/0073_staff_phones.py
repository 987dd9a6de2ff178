"""Phones members of staff work on."""

from uuid import uuid4

from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.indexes import Index
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [('models', '0072_kept_logs')]

    initial = False

    operations = [
        ops.CreateModel(
            name='StaffPhone',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('staff', fields.ForeignKeyField('models.Staff', source_field='staff_id', db_constraint=True, to_field='id', related_name='phones', on_delete=OnDelete.RESTRICT)),
                ('key_hash', fields.CharField(unique=True, max_length=64)),
                ('client', fields.CharField(default='', max_length=40)),
                ('asked_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('bound_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('bound_by', fields.ForeignKeyField('models.Staff', source_field='bound_by_id', null=True, db_constraint=True, to_field='id', related_name='phones_bound', on_delete=OnDelete.RESTRICT)),
                ('turn', fields.IntField(null=True)),
                ('ended_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'staff_phone', 'app': 'models', 'unique_together': (('staff', 'turn'),), 'indexes': [Index(fields=['staff_id'])], 'pk_attr': 'id', 'table_description': 'A phone with a key of its own, which lies on the phone alone. It is bound or waits.'},
            bases=['Model'],
        ),
        ops.AddField(model_name='StaffSession', name='phone', field=fields.ForeignKeyField('models.StaffPhone', source_field='phone_id', null=True, db_constraint=True, to_field='id', related_name='sessions', on_delete=OnDelete.RESTRICT)),
        ops.AddIndex(model_name='StaffSession', index=Index(fields=['phone_id'])),
    ]
