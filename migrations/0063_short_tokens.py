"""Short tokens of citizens' phones, exchanged for others; what kind of phone, and when last used."""

from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.indexes import Index
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [('models', '0062_text_checks')]

    initial = False

    operations = [
        ops.AddField(model_name='CitizenSession', name='token_at', field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
        ops.AddField(model_name='CitizenSession', name='fresh', field=fields.BooleanField(default=False, db_default=False)),
        ops.AddField(model_name='CitizenSession', name='seen_at', field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
        ops.AddField(model_name='CitizenSession', name='client', field=fields.CharField(default='', db_default='', max_length=40)),
        ops.AddIndex(model_name='CitizenSession', index=Index(fields=['evaluator_id'])),
        ops.CreateModel(
            name='SpentToken',
            fields=[
                ('token_hash', fields.CharField(primary_key=True, unique=True, db_index=True, max_length=64)),
                ('session', fields.ForeignKeyField('models.CitizenSession', source_field='session_id', db_constraint=True, to_field='id', related_name='spent', on_delete=OnDelete.RESTRICT)),
                ('spent_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'spent_token', 'app': 'models', 'indexes': [Index(fields=['session_id']), Index(fields=['spent_at'])], 'pk_attr': 'token_hash', 'table_description': 'A token of a phone that another took the place of: shown again, it may have been stolen.'},
            bases=['Model'],
        ),
    ]
