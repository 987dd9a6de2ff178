"""Accounts of staff at an identity provider."""

from uuid import uuid4

from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.indexes import Index
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [('models', '0016_assessment_uses')]

    initial = False

    operations = [
        ops.CreateModel(
            name='ProviderFlow',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('state_hash', fields.CharField(unique=True, max_length=64)),
                ('browser_hash', fields.CharField(max_length=64)),
                ('purpose', fields.CharField(max_length=10)),
                ('staff', fields.ForeignKeyField('models.Staff', source_field='staff_id', null=True, db_constraint=True, to_field='id', related_name='provider_flows', on_delete=OnDelete.RESTRICT)),
                ('strong', fields.BooleanField(default=False)),
                ('expires_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('used_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('ended_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'provider_flow', 'app': 'models', 'indexes': [Index(fields=['staff_id'])], 'pk_attr': 'id', 'table_description': 'One start, bound to the browser it was made in. Its answer is taken once.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='ProviderSubject',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('staff', fields.ForeignKeyField('models.Staff', source_field='staff_id', db_constraint=True, to_field='id', related_name='provider_subjects', on_delete=OnDelete.RESTRICT)),
                ('issuer', fields.CharField(max_length=300)),
                ('subject_index', fields.CharField(unique=True, max_length=64)),
                ('bound_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('bound_by', fields.ForeignKeyField('models.Staff', source_field='bound_by_id', null=True, db_constraint=True, to_field='id', related_name='subjects_bound', on_delete=OnDelete.RESTRICT)),
            ],
            options={'table': 'provider_subject', 'app': 'models', 'unique_together': (('staff', 'issuer'),), 'indexes': [Index(fields=['staff_id'])], 'pk_attr': 'id', 'table_description': "A subject bound to an account. One subject one account, and one account one an issuer."},
            bases=['Model'],
        ),
        ops.AddField(model_name='StaffSession', name='by_provider', field=fields.BooleanField(default=False, db_default=False)),
    ]
