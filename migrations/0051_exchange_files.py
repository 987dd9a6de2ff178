"""Files of the exchange with the province, and which of them brought a row."""

from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise.fields.base import OnDelete
from uuid import uuid4
from tortoise import fields
from tortoise.indexes import Index

from migrations._checks import AddChecks


class Migration(migrations.Migration):
    dependencies = [('models', '0050_where_halls_are')]

    initial = False

    operations = [
        ops.CreateModel(
            name='ExchangeFile',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('direction', fields.CharField(max_length=4)),
                ('holds', fields.CharField(max_length=10)),
                ('number', fields.CharField(max_length=64)),
                ('state', fields.CharField(default='waiting', max_length=10)),
                ('rows_total', fields.IntField(null=True)),
                ('rows_done', fields.IntField(default=0)),
                ('taken', fields.IntField(default=0)),
                ('known', fields.IntField(default=0)),
                ('held', fields.IntField(default=0)),
                ('size', fields.BigIntField(default=0)),
                ('sm3', fields.CharField(default='', max_length=64)),
                ('sha256', fields.CharField(default='', max_length=64)),
                ('parts', fields.TextField(default='[]', unique=False)),
                ('parts_done', fields.IntField(default=0)),
                ('after', fields.CharField(default='', max_length=60)),
                ('asked_by', fields.ForeignKeyField('models.Staff', source_field='asked_by_id', db_constraint=True, to_field='id', related_name='exchange_files', on_delete=OnDelete.RESTRICT)),
                ('asked_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('turn_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('turns', fields.IntField(default=0)),
                ('failures', fields.IntField(default=0)),
                ('finished_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('expires_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'exchange_file', 'app': 'models', 'unique_together': (('direction', 'number'),), 'indexes': [Index(fields=['state', 'turn_at']), Index(fields=['asked_at'])], 'pk_attr': 'id', 'table_description': 'What it holds, how far it is, and what came of it. The row outlives the file.'},
            bases=['Model'],
        ),
        AddChecks('exchange_file', {
            'exchange_file_holds': "(direction = 'out' AND holds = 'messages') OR (direction = 'in' AND holds IN ('answers', 'ratings'))",
            'exchange_file_state': "state IN ('waiting', 'running', 'done', 'failed', 'expired')",
            'exchange_file_done': "(state IN ('waiting', 'running')) = (finished_at IS NULL)",
            'exchange_file_rows': "rows_done >= 0 AND (rows_total IS NULL OR rows_done <= rows_total)",
        }),
        ops.AddField(
            model_name='ExchangeReceived',
            name='carried_by',
            field=fields.UUIDField(null=True),
        ),
        ops.AddIndex(
            model_name='ExchangeReceived',
            index=Index(fields=['carried_by', 'state']),
        ),
    ]
