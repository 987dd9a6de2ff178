"""Long exports as jobs."""

from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise.fields.base import OnDelete
from uuid import uuid4
from tortoise import fields
from tortoise.indexes import Index

from migrations._checks import AddChecks


class Migration(migrations.Migration):
    dependencies = [('models', '0027_orders_by_area')]

    initial = False

    operations = [
        ops.CreateModel(
            name='ExportJob',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('staff', fields.ForeignKeyField('models.Staff', source_field='staff_id', db_constraint=True, to_field='id', related_name='exports', on_delete=OnDelete.RESTRICT)),
                ('kind', fields.CharField(max_length=10)),
                ('scope', fields.CharField(max_length=140)),
                ('parameters', fields.CharField(max_length=1000)),
                ('title', fields.CharField(max_length=120)),
                ('digest', fields.CharField(max_length=64)),
                ('moment', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('active', fields.SmallIntField(null=True)),
                ('status', fields.CharField(max_length=10)),
                ('asked_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('turns', fields.IntField(default=0)),
                ('turn_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('failures', fields.SmallIntField(default=0)),
                ('error', fields.CharField(default='', max_length=20)),
                ('rows_done', fields.IntField(default=0)),
                ('rows_total', fields.IntField(null=True)),
                ('after', fields.CharField(default='', max_length=100)),
                ('size', fields.BigIntField(default=0)),
                ('file_hash', fields.CharField(default='', max_length=64)),
                ('finished_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('expires_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'export_job', 'app': 'models', 'unique_together': (('staff', 'digest', 'moment', 'active'),), 'indexes': [Index(fields=['status', 'turn_at']), Index(fields=['staff_id', 'asked_at']), Index(fields=['expires_at'])], 'pk_attr': 'id', 'table_description': 'Who asked for what, how far it is, and the file. A checkpoint after every piece.'},
            bases=['Model'],
        ),
        AddChecks('export_job', {
            'export_active': 'active IS NULL OR active = 1',
            'export_valid': "(active IS NOT NULL) = (status IN ('waiting', 'running', 'done'))",
            'export_finished': "(status IN ('done', 'expired')) = (file_hash <> '')",
        }),
    ]
