"""What went into annual assessments."""

from uuid import uuid4

from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [('models', '0015_trail_and_keys')]

    initial = False

    operations = [
        ops.CreateModel(
            name='AssessmentUse',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('bureau', fields.ForeignKeyField('models.Bureau', source_field='bureau_id', db_constraint=True, to_field='id', related_name='assessment_uses', on_delete=OnDelete.RESTRICT)),
                ('year', fields.IntField()),
                ('ordinal', fields.IntField()),
                ('first_month', fields.CharField(max_length=7)),
                ('last_month', fields.CharField(max_length=7)),
                ('basis', fields.CharField(max_length=64)),
                ('bulletins', fields.TextField(unique=False)),
                ('unanswered', fields.IntField()),
                ('reference', fields.CharField(max_length=200)),
                ('recorded_by', fields.ForeignKeyField('models.Staff', source_field='recorded_by_id', db_constraint=True, to_field='id', related_name='assessment_uses', on_delete=OnDelete.RESTRICT)),
                ('recorded_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'assessment_use', 'app': 'models', 'unique_together': (('bureau', 'year', 'ordinal'),), 'pk_attr': 'id', 'table_description': 'One entry of a performance office. A later one of the year stands for those before it.'},
            bases=['Model'],
        ),
    ]
