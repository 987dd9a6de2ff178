"""Files of ended services, and what was made of each row."""

from uuid import uuid4

from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.indexes import Index
from tortoise.migrations import operations as ops

from migrations._checks import AddChecks


class Migration(migrations.Migration):
    dependencies = [('models', '0063_short_tokens')]

    initial = False

    operations = [
        ops.CreateModel(
            name='ServiceImport',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('staff', fields.ForeignKeyField('models.Staff', source_field='staff_id', db_constraint=True, to_field='id', related_name='service_imports', on_delete=OnDelete.RESTRICT)),
                ('scope', fields.CharField(max_length=140)),
                ('state', fields.CharField(default='waiting', max_length=10)),
                ('uploaded_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('file_hash', fields.CharField(max_length=64)),
                ('size', fields.IntField()),
                ('content_sealed', fields.BinaryField(null=True)),
                ('error', fields.CharField(default='', max_length=30)),
                ('rows_total', fields.IntField(null=True)),
                ('rows_done', fields.IntField(default=0)),
                ('good', fields.IntField(default=0)),
                ('known', fields.IntField(default=0)),
                ('bad', fields.IntField(default=0)),
                ('taken', fields.IntField(default=0)),
                ('overdue', fields.IntField(default=0)),
                ('turns', fields.IntField(default=0)),
                ('turn_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('failures', fields.SmallIntField(default=0)),
                ('applied_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('undone_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'service_import', 'app': 'models', 'indexes': [Index(fields=['state', 'turn_at']), Index(fields=['scope', 'uploaded_at']), Index(fields=['uploaded_at'])], 'pk_attr': 'id', 'table_description': 'Who, when, which file (SHA-256), how many rows of each kind. The row outlives the file.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='ServiceImportRow',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('file', fields.ForeignKeyField('models.ServiceImport', source_field='file_id', db_constraint=True, to_field='id', related_name='rows', on_delete=OnDelete.RESTRICT)),
                ('number', fields.IntField()),
                ('uploaded_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('outcome', fields.CharField(max_length=10)),
                ('project_number', fields.CharField(max_length=64)),
                ('problems', fields.TextField(default='', unique=False)),
                ('cells_sealed', fields.BinaryField(null=True)),
            ],
            options={'table': 'service_import_row', 'app': 'models', 'unique_together': (('file', 'number'),), 'indexes': [Index(fields=['file_id', 'outcome', 'number']), Index(fields=['uploaded_at'])], 'pk_attr': 'id', 'table_description': 'What was made of it. Its id is the one of the service record it becomes.'},
            bases=['Model'],
        ),
        AddChecks('service_import', {
            'service_import_state': "state IN ('waiting', 'checking', 'refused', 'ready', 'discarded', 'applying', 'applied', 'undone')",
            'service_import_content': "(state IN ('waiting', 'checking')) = (content_sealed IS NOT NULL)",
            'service_import_applied': "(state IN ('applied', 'undone')) = (applied_at IS NOT NULL)",
            'service_import_undone': "(state = 'undone') = (undone_at IS NOT NULL)",
        }),
        AddChecks('service_import_row', {
            'service_import_row_outcome': "outcome IN ('good', 'known', 'bad', 'taken')",
            'service_import_row_why': "(outcome = 'bad') = (problems <> '')",
        }),
    ]
