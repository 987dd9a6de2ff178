"""Rule sets, indicator sets, what counties decide and file, and interpretations."""

from migrations._checks import AddChecks
from tortoise import migrations
from tortoise.fields.base import OnDelete
from tortoise.migrations import operations as ops
from uuid import uuid4
from tortoise import fields
from tortoise.indexes import Index


class Migration(migrations.Migration):
    dependencies = [('models', '0003_evaluators')]

    initial = False

    operations = [
        ops.CreateModel(
            name='RuleSetRecord',
            fields=[
                ('code', fields.CharField(primary_key=True, unique=True, db_index=True, max_length=40)),
                ('effective_from', fields.DateField()),
                ('document', fields.TextField(unique=False)),
                ('loaded_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('activated_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('activated_by_id', fields.UUIDField(null=True)),
                ('discarded_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('loaded_by_id', fields.UUIDField(null=True)),
            ],
            options={'table': 'rule_set', 'app': 'models', 'pk_attr': 'code', 'table_description': "A rule set's document, never edited once it is in force."},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='IndicatorSetRecord',
            fields=[
                ('code', fields.CharField(primary_key=True, unique=True, db_index=True, max_length=40)),
                ('effective_from', fields.DateField()),
                ('document', fields.TextField(unique=False)),
                ('loaded_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('loaded_by_id', fields.UUIDField(null=True)),
                ('activated_by_id', fields.UUIDField(null=True)),
                ('activated_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('discarded_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'indicator_set', 'app': 'models', 'pk_attr': 'code', 'table_description': "An indicator set's document: loaded by one, activated by another, never edited."},
            bases=['Model'],
        ),
        ops.RunSQL(
            sql='CREATE UNIQUE INDEX "indicator_set_one_a_day" ON "indicator_set" ("effective_from") WHERE "discarded_at" IS NULL',
            reverse_sql='DROP INDEX "indicator_set_one_a_day"',
        ),
        AddChecks(
            'indicator_set',
            {
                'indicator_set_activated': '(activated_by_id IS NULL) = (activated_at IS NULL)',
                'indicator_set_by_two': 'activated_by_id <> loaded_by_id',
                'indicator_set_one_end': 'activated_at IS NULL OR discarded_at IS NULL',
            },
        ),
        ops.CreateModel(
            name='CountyValuesRecord',
            fields=[
                ('code', fields.CharField(primary_key=True, unique=True, db_index=True, max_length=8)),
                ('bureau', fields.ForeignKeyField('models.Bureau', source_field='bureau_id', db_constraint=True, to_field='id', related_name='county_values', on_delete=OnDelete.RESTRICT)),
                ('effective_from', fields.DateField()),
                ('source', fields.CharField(max_length=200)),
                ('document', fields.TextField(unique=False)),
                ('loaded_by_id', fields.UUIDField()),
                ('loaded_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('activated_by_id', fields.UUIDField(null=True)),
                ('activated_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('discarded_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('standing', fields.SmallIntField(null=True, default=1)),
            ],
            options={'table': 'county_values', 'app': 'models', 'unique_together': (('bureau', 'effective_from', 'standing'),), 'pk_attr': 'code', 'table_description': 'All values of one county from one day on, until its next ones. Never edited.'},
            bases=['Model'],
        ),
        AddChecks(
            'county_values',
            {
                'county_values_activated': '(activated_by_id IS NULL) = (activated_at IS NULL)',
                'county_values_by_two': 'activated_by_id <> loaded_by_id',
                'county_values_one_end': 'activated_at IS NULL OR discarded_at IS NULL',
                'county_values_standing': '(standing IS NULL) = (discarded_at IS NOT NULL)',
            },
        ),
        ops.CreateModel(
            name='Filing',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('bureau', fields.ForeignKeyField('models.Bureau', source_field='bureau_id', db_constraint=True, to_field='id', related_name='filings', on_delete=OnDelete.RESTRICT)),
                ('kind', fields.CharField(max_length=20)),
                ('version', fields.SmallIntField()),
                ('state', fields.CharField(max_length=10)),
                ('title', fields.CharField(default='', max_length=120)),
                ('effective_from', fields.DateField(null=True)),
                ('media_type', fields.CharField(max_length=80)),
                ('size', fields.IntField()),
                ('hash', fields.CharField(max_length=64)),
                ('content', fields.BinaryField()),
                ('uploaded_by', fields.ForeignKeyField('models.Staff', source_field='uploaded_by_id', db_constraint=True, to_field='id', related_name='filings', on_delete=OnDelete.RESTRICT)),
                ('uploaded_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('filed_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('decided_by_id', fields.UUIDField(null=True)),
                ('decided_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('reason', fields.CharField(default='', max_length=500)),
            ],
            options={'table': 'filing', 'app': 'models', 'unique_together': (('bureau', 'kind', 'version'),), 'indexes': [Index(fields=['state'])], 'pk_attr': 'id', 'table_description': 'One version of one document of one bureau. Its file never changes, nor does its hash.'},
            bases=['Model'],
        ),
        AddChecks(
            'filing',
            {
                'filing_kind': "kind IN ('supporting_rules', 'review_procedure')",
                'filing_state': "state IN ('draft', 'filed', 'accepted', 'returned', 'discarded')",
                'filing_filed': "(state IN ('draft', 'discarded')) = (filed_at IS NULL)",
                'filing_dated': "effective_from IS NOT NULL OR state IN ('draft', 'discarded')",
                'filing_decided': "(state IN ('accepted', 'returned')) = (decided_at IS NOT NULL)",
                'filing_decider': '(decided_by_id IS NULL) = (decided_at IS NULL)',
                'filing_reason': "state <> 'returned' OR reason <> ''",
            },
        ),
        ops.CreateModel(
            name='FilingReminder',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('bureau', fields.ForeignKeyField('models.Bureau', source_field='bureau_id', db_constraint=True, to_field='id', related_name='filing_reminders', on_delete=OnDelete.RESTRICT)),
                ('number', fields.SmallIntField()),
                ('missing', fields.CharField(max_length=60)),
                ('sent_by_id', fields.UUIDField()),
                ('sent_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'filing_reminder', 'app': 'models', 'unique_together': (('bureau', 'number'),), 'pk_attr': 'id', 'table_description': 'One reminder of one bureau, numbered so that two at once cannot both be sent.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Interpretation',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('article', fields.SmallIntField()),
                ('question', fields.CharField(max_length=200)),
                ('answer', fields.TextField(unique=False)),
                ('state', fields.CharField(max_length=10)),
                ('written_by', fields.ForeignKeyField('models.Staff', source_field='written_by_id', db_constraint=True, to_field='id', related_name='interpretations', on_delete=OnDelete.RESTRICT)),
                ('written_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('version', fields.SmallIntField(default=1)),
                ('published_by_id', fields.UUIDField(null=True)),
                ('published_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('withdrawn_by_id', fields.UUIDField(null=True)),
                ('withdrawn_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('reason', fields.CharField(default='', max_length=500)),
            ],
            options={'table': 'interpretation', 'app': 'models', 'indexes': [Index(fields=['state', 'article'])], 'pk_attr': 'id', 'table_description': 'Once published its words never change, a better answer is another one.'},
            bases=['Model'],
        ),
        AddChecks(
            'interpretation',
            {
                'interpretation_article': 'article BETWEEN 1 AND 17',
                'interpretation_state': "state IN ('draft', 'published', 'withdrawn', 'discarded')",
                'interpretation_published': "(state IN ('published', 'withdrawn')) = (published_at IS NOT NULL)",
                'interpretation_publisher': '(published_by_id IS NULL) = (published_at IS NULL)',
                'interpretation_by_two': 'published_by_id <> written_by_id',
                'interpretation_withdrawn': "(state = 'withdrawn') = (withdrawn_at IS NOT NULL)",
                'interpretation_withdrawer': '(withdrawn_by_id IS NULL) = (withdrawn_at IS NULL)',
                'interpretation_reason': "state <> 'withdrawn' OR reason <> ''",
            },
        ),
    ]
