"""Files of places and what became of them; codes of windows."""

from migrations._checks import AddChecks
from tortoise import migrations
from tortoise.fields.base import OnDelete
from tortoise.migrations import operations as ops
from uuid import uuid4
from tortoise import fields
from tortoise.indexes import Index


class Migration(migrations.Migration):
    dependencies = [('models', '0004_rules')]

    initial = False

    operations = [
        ops.CreateModel(
            name='ImportFile',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('template', fields.CharField(max_length=20)),
                ('state', fields.CharField(max_length=10)),
                ('bureau', fields.ForeignKeyField('models.Bureau', source_field='bureau_id', db_constraint=True, to_field='id', related_name='import_files', on_delete=OnDelete.RESTRICT)),
                ('staff', fields.ForeignKeyField('models.Staff', source_field='staff_id', db_constraint=True, to_field='id', related_name='import_files', on_delete=OnDelete.RESTRICT)),
                ('uploaded_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('file_hash', fields.CharField(max_length=64)),
                ('size', fields.IntField()),
                ('added', fields.IntField()),
                ('changed', fields.IntField()),
                ('unchanged', fields.IntField()),
                ('problems', fields.IntField()),
                ('plan_hash', fields.CharField(default='', max_length=64)),
                ('rows_sealed', fields.BinaryField(null=True)),
            ],
            options={'table': 'import_file', 'app': 'models', 'indexes': [Index(fields=['bureau_id', 'uploaded_at'])], 'pk_attr': 'id', 'table_description': 'One upload: who, when, which file (SHA-256), how many rows.'},
            bases=['Model'],
        ),
        AddChecks(
            'import_file',
            {
                'import_file_state': "state IN ('refused', 'previewed', 'applied', 'undone')",
                'import_file_rows': "state = 'previewed' OR rows_sealed IS NULL",
            },
        ),
        ops.CreateModel(
            name='ImportChange',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('file', fields.ForeignKeyField('models.ImportFile', source_field='file_id', db_constraint=True, to_field='id', related_name='changes', on_delete=OnDelete.RESTRICT)),
                ('number', fields.IntField()),
                ('kind', fields.CharField(max_length=20)),
                ('object_id', fields.UUIDField()),
                ('before_sealed', fields.BinaryField(null=True)),
                ('after_sealed', fields.BinaryField()),
            ],
            options={'table': 'import_change', 'app': 'models', 'unique_together': (('file', 'number'),), 'pk_attr': 'id', 'table_description': 'One row added, changed or removed. Values are sealed, since rows may name people.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='ImportStep',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('number', fields.IntField(unique=True)),
                ('file', fields.ForeignKeyField('models.ImportFile', source_field='file_id', db_constraint=True, to_field='id', related_name='steps', on_delete=OnDelete.RESTRICT)),
                ('action', fields.CharField(max_length=10)),
                ('staff', fields.ForeignKeyField('models.Staff', source_field='staff_id', db_constraint=True, to_field='id', related_name='import_steps', on_delete=OnDelete.RESTRICT)),
                ('at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'import_step', 'app': 'models', 'unique_together': (('file', 'action'),), 'pk_attr': 'id', 'table_description': 'Numbered over the whole city, so that of two at once one loses loudly.'},
            bases=['Model'],
        ),
        AddChecks(
            'import_step',
            {
                'import_step_action': "action IN ('apply', 'undo')",
            },
        ),
        ops.CreateModel(
            name='PlaceChange',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('institution', fields.ForeignKeyField('models.Institution', source_field='institution_id', null=True, db_constraint=True, to_field='id', related_name='facts', on_delete=OnDelete.RESTRICT)),
                ('hall', fields.ForeignKeyField('models.Hall', source_field='hall_id', null=True, db_constraint=True, to_field='id', related_name='facts', on_delete=OnDelete.RESTRICT)),
                ('window', fields.ForeignKeyField('models.Window', source_field='window_id', null=True, db_constraint=True, to_field='id', related_name='facts', on_delete=OnDelete.RESTRICT)),
                ('number', fields.IntField()),
                ('what', fields.CharField(max_length=20)),
                ('effective_on', fields.DateField()),
                ('recorded_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('staff', fields.ForeignKeyField('models.Staff', source_field='staff_id', db_constraint=True, to_field='id', related_name='place_changes', on_delete=OnDelete.RESTRICT)),
                ('before', fields.CharField(default='', max_length=80)),
                ('after', fields.CharField(default='', max_length=80)),
                ('before_id', fields.UUIDField(null=True)),
                ('after_id', fields.UUIDField(null=True)),
                ('reason', fields.CharField(default='', max_length=200)),
                ('import_file', fields.ForeignKeyField('models.ImportFile', source_field='import_file_id', null=True, db_constraint=True, to_field='id', related_name='place_changes', on_delete=OnDelete.RESTRICT)),
            ],
            options={'table': 'place_change', 'app': 'models', 'unique_together': (('institution', 'number'), ('hall', 'number'), ('window', 'number')), 'pk_attr': 'id', 'table_description': 'One fact about one place (2-4). Numbered for each place, so that a race loses loudly.'},
            bases=['Model'],
        ),
        AddChecks(
            'place_change',
            {
                'place_change_of_one': '(CASE WHEN institution_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN hall_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN window_id IS NULL THEN 0 ELSE 1 END) = 1',
                'place_change_what': "what IN ('opened', 'renamed', 'renumbered', 'moved', 'merged', 'closed', 'reopened')",
                'place_change_merged': "what <> 'merged' OR after_id IS NOT NULL",
            },
        ),
        ops.CreateModel(
            name='WindowCode',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('window', fields.ForeignKeyField('models.Window', source_field='window_id', db_constraint=True, to_field='id', related_name='codes', on_delete=OnDelete.RESTRICT)),
                ('token', fields.CharField(unique=True, max_length=32)),
                ('short_number', fields.CharField(unique=True, max_length=8)),
                ('active', fields.SmallIntField(null=True)),
                ('issued_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('revoked_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('reason', fields.CharField(default='', max_length=200)),
            ],
            options={'table': 'window_code', 'app': 'models', 'unique_together': (('window', 'active'),), 'pk_attr': 'id', 'table_description': 'A printed code. Revoked ones stay, so that an old sheet gets a helpful page.'},
            bases=['Model'],
        ),
        AddChecks(
            'window_code',
            {
                'window_code_active': 'active IS NULL OR active = 1',
                'window_code_revoked': '(active IS NULL) = (revoked_at IS NOT NULL)',
            },
        ),
    ]
