"""Bulletins, objections to them, and what follows from them."""

from migrations._checks import AddChecks
from tortoise import migrations
from tortoise.fields.base import OnDelete
from tortoise.migrations import operations as ops
from uuid import uuid4
from tortoise import fields
from tortoise.indexes import Index


class Migration(migrations.Migration):
    dependencies = [('models', '0013_months')]

    initial = False

    operations = [
        ops.CreateModel(
            name='Bulletin',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('bureau', fields.ForeignKeyField('models.Bureau', source_field='bureau_id', db_constraint=True, to_field='id', related_name='bulletins', on_delete=OnDelete.RESTRICT)),
                ('period', fields.CharField(max_length=7)),
                ('version', fields.SmallIntField()),
                ('status', fields.CharField(max_length=10)),
                ('rule_set', fields.CharField(max_length=40)),
                ('cut_off', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('content', fields.TextField(unique=False)),
                ('public', fields.TextField(unique=False)),
                ('annex', fields.TextField(unique=False)),
                ('hash', fields.CharField(max_length=64)),
                ('note', fields.CharField(default='', max_length=500)),
                ('recipients', fields.CharField(default='', max_length=300)),
                ('compiled_by', fields.ForeignKeyField('models.Staff', source_field='compiled_by_id', db_constraint=True, to_field='id', related_name='compiled', on_delete=OnDelete.RESTRICT)),
                ('compiled_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('decided_by', fields.ForeignKeyField('models.Staff', source_field='decided_by_id', null=True, db_constraint=True, to_field='id', related_name='published', on_delete=OnDelete.RESTRICT)),
                ('decided_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('copied_to', fields.CharField(default='', db_default='', max_length=300)),
            ],
            options={'table': 'bulletin', 'app': 'models', 'unique_together': (('bureau', 'period', 'version'),), 'indexes': [Index(fields=['status', 'period'])], 'pk_attr': 'id', 'table_description': 'One version of one period of one bureau. Once compiled its content never changes.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='AccountabilityCase',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('bulletin', fields.ForeignKeyField('models.Bulletin', source_field='bulletin_id', db_constraint=True, to_field='id', related_name='cases', on_delete=OnDelete.RESTRICT)),
                ('bureau_id', fields.UUIDField()),
                ('subject_id', fields.UUIDField()),
                ('subject_name', fields.CharField(max_length=80)),
                ('suggestion', fields.CharField(max_length=10)),
                ('grounds', fields.TextField(unique=False)),
                ('decision', fields.CharField(null=True, max_length=20)),
                ('impact', fields.CharField(default='', max_length=500)),
                ('reason', fields.CharField(default='', max_length=500)),
                ('decided_by', fields.ForeignKeyField('models.Staff', source_field='decided_by_id', null=True, db_constraint=True, to_field='id', related_name='accountability', on_delete=OnDelete.RESTRICT)),
                ('decided_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'accountability_case', 'app': 'models', 'unique_together': (('bulletin', 'subject_id'),), 'indexes': [Index(fields=['bureau_id', 'decision'])], 'pk_attr': 'id', 'table_description': 'A suggestion with its grounds. Nothing follows from it until somebody decides.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='AssessmentObjection',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('officer', fields.ForeignKeyField('models.Staff', source_field='officer_id', db_constraint=True, to_field='id', related_name='objections', on_delete=OnDelete.RESTRICT)),
                ('bulletin', fields.ForeignKeyField('models.Bulletin', source_field='bulletin_id', db_constraint=True, to_field='id', related_name='objections', on_delete=OnDelete.RESTRICT)),
                ('institution_id', fields.UUIDField()),
                ('kind', fields.CharField(max_length=20)),
                ('reason', fields.CharField(max_length=500)),
                ('state', fields.CharField(max_length=10)),
                ('raised_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('answer', fields.CharField(default='', max_length=500)),
                ('answered_by_id', fields.UUIDField(null=True)),
                ('answered_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'assessment_objection', 'app': 'models', 'unique_together': (('officer', 'bulletin'),), 'indexes': [Index(fields=['institution_id', 'state']), Index(fields=['bulletin_id'])], 'pk_attr': 'id', 'table_description': 'One of an officer about one published version. A correction is another version.'},
            bases=['Model'],
        ),
        AddChecks(
            'assessment_objection',
            {
                'objection_kind': "kind IN ('not_mine', 'not_on_duty', 'wrong_figure', 'other')",
                'objection_state': "state IN ('open', 'accepted', 'declined', 'withdrawn')",
                'objection_reason': "reason <> ''",
                'objection_answered': "(state IN ('accepted', 'declined')) = (answered_at IS NOT NULL)",
                'objection_answerer': '(answered_by_id IS NULL) = (answered_at IS NULL)',
                'objection_answer': "state NOT IN ('accepted', 'declined') OR answer <> ''",
            },
        ),
    ]
