"""Evidence of appeals as files; who was named to review."""

from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise.fields.base import OnDelete
from uuid import uuid4
from tortoise import fields
from tortoise.indexes import Index

class Migration(migrations.Migration):
    dependencies = [('models', '0020_indicators')]

    initial = False

    operations = [
        ops.CreateModel(
            name='AppealFile',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('appeal', fields.ForeignKeyField('models.Appeal', source_field='appeal_id', db_constraint=True, to_field='id', related_name='files', on_delete=OnDelete.RESTRICT)),
                ('number', fields.SmallIntField()),
                ('kind', fields.CharField(max_length=10)),
                ('size', fields.IntField()),
                ('sha256', fields.CharField(max_length=64)),
                ('store_key', fields.CharField(max_length=64)),
                ('added_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('actor', fields.CharField(max_length=10)),
                ('staff', fields.ForeignKeyField('models.Staff', source_field='staff_id', db_constraint=True, to_field='id', related_name='appeal_files', on_delete=OnDelete.RESTRICT)),
            ],
            options={'table': 'appeal_file', 'app': 'models', 'unique_together': (('appeal', 'number'),), 'pk_attr': 'id', 'table_description': 'Never changed or deleted. Unique on (appeal, number), so the limit holds in a race.'},
            bases=['Model'],
        ),
        ops.AddField(
            model_name='Appeal',
            name='reviewer',
            field=fields.ForeignKeyField('models.Staff', source_field='reviewer_id', null=True, db_constraint=True, to_field='id', related_name='reviews', on_delete=OnDelete.RESTRICT),
        ),
        ops.AddField(
            model_name='AppealStep',
            name='assignee',
            field=fields.ForeignKeyField('models.Staff', source_field='assignee_id', null=True, db_constraint=True, to_field='id', related_name='appeal_assignments', on_delete=OnDelete.RESTRICT),
        ),
        ops.AddIndex(
            model_name='Appeal',
            index=Index(fields=['decided_at']),
        ),
    ]
