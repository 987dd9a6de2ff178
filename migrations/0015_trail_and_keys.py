"""The audit trail, logs that are kept, keys that follow one another, exports."""

from migrations._checks import AddChecks
from tortoise import migrations
from tortoise.fields.base import OnDelete
from tortoise.migrations import operations as ops
from uuid import uuid4
from tortoise import fields
from tortoise.indexes import Index


class Migration(migrations.Migration):
    dependencies = [('models', '0014_assessments')]

    initial = False

    operations = [
        ops.CreateModel(
            name='AuditEntry',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('actor_kind', fields.CharField(max_length=10)),
                ('actor_id', fields.UUIDField(null=True)),
                ('action', fields.CharField(max_length=60)),
                ('object_kind', fields.CharField(default='', max_length=30)),
                ('object_id', fields.CharField(default='', max_length=64)),
                ('outcome', fields.CharField(max_length=30)),
                ('reason', fields.CharField(default='', max_length=500)),
                ('before', fields.CharField(default='', max_length=40)),
                ('after', fields.CharField(default='', max_length=40)),
                ('signature', fields.CharField(default='', db_default='', max_length=64)),
            ],
            options={'table': 'audit_entry', 'app': 'models', 'indexes': [Index(fields=['at']), Index(fields=['action', 'at']), Index(fields=['actor_id', 'at']), Index(fields=['object_id', 'at']), Index(fields=['object_kind', 'at']), Index(fields=['outcome', 'at'])], 'pk_attr': 'id', 'table_description': 'Who did or tried what, when, with which outcome. Ids, never names or numbers.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='AuditLink',
            fields=[
                ('number', fields.BigIntField(primary_key=True, generated=False, unique=True, db_index=True)),
                ('entry_id', fields.UUIDField(unique=True)),
                ('at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('hash', fields.CharField(max_length=64)),
            ],
            options={'table': 'audit_link', 'app': 'models', 'indexes': [Index(fields=['at'])], 'pk_attr': 'number', 'table_description': 'One entry in its place. Of two who forge the next link the number lets one through.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='AuditCheck',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('links', fields.BigIntField()),
                ('hash', fields.CharField(max_length=64)),
                ('fault', fields.CharField(default='', max_length=20)),
                ('fault_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('entry_id', fields.UUIDField(null=True)),
            ],
            options={'table': 'audit_check', 'app': 'models', 'indexes': [Index(fields=['at'])], 'pk_attr': 'id', 'table_description': 'One check: up to which link, with which hash, and the first thing wrong, if anything is.'},
            bases=['Model'],
        ),
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
        AddChecks(
            'sealing_key',
            {
                'sealing_key_current': 'current IS NULL OR (current = 1 AND current_since IS NOT NULL)',
                'sealing_key_retired': 'retired_at IS NULL OR current IS NULL',
            },
        ),
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
        AddChecks(
            'index_key',
            {
                'index_key_stage': 'stage IS NULL OR (stage BETWEEN 1 AND 3 AND stage_since IS NOT NULL)',
                'index_key_changing': '(changing IS NULL AND (stage IS NULL OR stage = 3)) OR (changing = 1 AND stage IN (1, 2))',
            },
        ),
        ops.CreateModel(
            name='Tombstone',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('what', fields.CharField(max_length=40)),
                ('about_id', fields.UUIDField(null=True)),
                ('gone_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'tombstone', 'app': 'models', 'indexes': [Index(fields=['about_id'])], 'pk_attr': 'id', 'table_description': 'A row that is gone.'},
            bases=['Model'],
        ),
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
        AddChecks(
            'export_job',
            {
                'export_active': 'active IS NULL OR active = 1',
                'export_valid': "(active IS NOT NULL) = (status IN ('waiting', 'running', 'done'))",
                'export_finished': "(status IN ('done', 'expired')) = (file_hash <> '')",
            },
        ),
    ]
