"""Days compared with the provincial system, and what differs."""

from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise.fields.base import OnDelete
from uuid import uuid4
from tortoise import fields

from migrations._checks import AddChecks


class Migration(migrations.Migration):
    dependencies = [('models', '0038_deletions')]

    initial = False

    operations = [
        ops.CreateModel(
            name='Reconciliation',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('day', fields.DateField(unique=True)),
                ('made_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('ours', fields.IntField()),
                ('theirs', fields.IntField()),
            ],
            options={'table': 'reconciliation', 'app': 'models', 'pk_attr': 'id', 'table_description': 'The counts of a day on both sides when they were last compared.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='ReconciliationLine',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('reconciliation', fields.ForeignKeyField('models.Reconciliation', source_field='reconciliation_id', db_constraint=True, to_field='id', related_name='lines', on_delete=OnDelete.RESTRICT)),
                ('project_number', fields.CharField(max_length=64)),
                ('service_number', fields.SmallIntField()),
                ('what', fields.CharField(max_length=16)),
                ('ours', fields.CharField(default='', max_length=20)),
                ('theirs', fields.CharField(default='', max_length=20)),
                ('state', fields.CharField(default='open', max_length=12)),
                ('reason', fields.CharField(default='', max_length=200)),
                ('mended_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('decided_by', fields.ForeignKeyField('models.Staff', source_field='decided_by_id', null=True, db_constraint=True, to_field='id', related_name='reconciled', on_delete=OnDelete.RESTRICT)),
            ],
            options={'table': 'reconciliation_line', 'app': 'models', 'unique_together': (('reconciliation', 'project_number', 'service_number'),), 'pk_attr': 'id', 'table_description': 'What counts here and there, kept when it is settled.'},
            bases=['Model'],
        ),
        AddChecks('reconciliation_line', {
            'reconciliation_line_what': "what IN ('missing_there', 'missing_here', 'differs')",
            'reconciliation_line_state': "state IN ('open', 'acknowledged', 'settled')",
            'reconciliation_line_reason': "state <> 'acknowledged' OR (reason <> '' AND decided_by_id IS NOT NULL)",
        }),
    ]
