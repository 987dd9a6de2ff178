"""Children under 14, and the consent of a guardian."""

from uuid import uuid4

from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.indexes import Index
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [('models', '0066_index_keys')]

    initial = False

    operations = [
        ops.AddField(model_name='Evaluator', name='child_until', field=fields.DateField(null=True)),
        ops.AddField(model_name='Consent', name='given_by', field=fields.ForeignKeyField('models.Evaluator', source_field='given_by_id', null=True, db_constraint=True, to_field='id', related_name='given', on_delete=OnDelete.RESTRICT)),
        ops.AddIndex(model_name='Consent', index=Index(fields=['given_by_id'])),
        ops.CreateModel(
            name='GuardianCode',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('child', fields.OneToOneField('models.Evaluator', source_field='child_id', db_constraint=True, to_field='id', related_name='guardian_code', on_delete=OnDelete.RESTRICT)),
                ('code_index', fields.CharField(unique=True, max_length=64)),
                ('until', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'guardian_code', 'app': 'models', 'pk_attr': 'id', 'table_description': 'One code of one child. A new one takes the place of the last.'},
            bases=['Model'],
        ),
    ]
