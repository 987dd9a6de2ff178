"""Appeals and their steps; the clock of a work order can stand still."""

from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise.fields.base import OnDelete
from uuid import uuid4
from tortoise import fields
from tortoise.indexes import Index

class Migration(migrations.Migration):
    dependencies = [('models', '0013_rule_sets_by_two')]

    initial = False

    operations = [
        ops.CreateModel(
            name='Appeal',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('rating', fields.OneToOneField('models.Rating', source_field='rating_id', db_constraint=True, to_field='id', related_name='appeal', on_delete=OnDelete.RESTRICT)),
                ('officer', fields.ForeignKeyField('models.Staff', source_field='officer_id', db_constraint=True, to_field='id', related_name='appeals', on_delete=OnDelete.RESTRICT)),
                ('unit', fields.ForeignKeyField('models.Institution', source_field='unit_id', db_constraint=True, to_field='id', related_name='appeals', on_delete=OnDelete.RESTRICT)),
                ('bureau', fields.ForeignKeyField('models.Bureau', source_field='bureau_id', db_constraint=True, to_field='id', related_name='appeals', on_delete=OnDelete.RESTRICT)),
                ('status', fields.CharField(max_length=20)),
                ('version', fields.SmallIntField(default=1)),
                ('reason', fields.CharField(max_length=1000)),
                ('evidence', fields.CharField(default='', max_length=1000)),
                ('lodged_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('due_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('decided_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('paused_days', fields.SmallIntField(null=True)),
            ],
            options={'table': 'appeal', 'app': 'models', 'indexes': [Index(fields=['unit_id', 'status']), Index(fields=['bureau_id', 'status']), Index(fields=['officer_id'])], 'pk_attr': 'id', 'table_description': 'An appeal. Its status is written together with a step, never alone.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='AppealStep',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('appeal', fields.ForeignKeyField('models.Appeal', source_field='appeal_id', db_constraint=True, to_field='id', related_name='steps', on_delete=OnDelete.RESTRICT)),
                ('number', fields.SmallIntField()),
                ('action', fields.CharField(max_length=20)),
                ('before', fields.CharField(max_length=20)),
                ('after', fields.CharField(max_length=20)),
                ('at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('actor', fields.CharField(max_length=10)),
                ('staff', fields.ForeignKeyField('models.Staff', source_field='staff_id', db_constraint=True, to_field='id', related_name='appeal_steps', on_delete=OnDelete.RESTRICT)),
                ('reason', fields.CharField(default='', max_length=1000)),
                ('evidence', fields.CharField(default='', max_length=1000)),
            ],
            options={'table': 'appeal_step', 'app': 'models', 'unique_together': (('appeal', 'number'),), 'pk_attr': 'id', 'table_description': 'Unique on (appeal, number), so a race loses loudly.'},
            bases=['Model'],
        ),
        ops.AddField(
            model_name='Bureau',
            name='own_institution_id',
            field=fields.UUIDField(null=True),
        ),
        ops.AddField(
            model_name='Bureau',
            name='reviewer_id',
            field=fields.UUIDField(null=True),
        ),
        ops.AddField(
            model_name='WorkOrder',
            name='paused_at',
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
    ]
