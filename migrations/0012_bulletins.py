"""Bulletins with their frozen contents, and what they suggest about accountability."""

from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise.fields.base import OnDelete
from uuid import uuid4
from tortoise import fields
from tortoise.indexes import Index

class Migration(migrations.Migration):
    dependencies = [('models', '0011_services_by_day')]

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
    ]
