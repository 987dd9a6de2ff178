"""Each try of a notice to a partner."""

from uuid import uuid4

from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.indexes import Index
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [('models', '0021_phones_in_wechat')]

    initial = False

    operations = [
        ops.CreateModel(
            name='WebhookTry',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('notice', fields.ForeignKeyField('models.WebhookNotice', source_field='notice_id', db_constraint=True, to_field='id', related_name='tries', on_delete=OnDelete.RESTRICT)),
                ('at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('status', fields.SmallIntField(null=True)),
                ('milliseconds', fields.IntField(null=True)),
                ('error', fields.CharField(default='', max_length=40)),
            ],
            options={'table': 'webhook_try', 'app': 'models', 'indexes': [Index(fields=['notice_id', 'at']), Index(fields=['at'])], 'pk_attr': 'id', 'table_description': 'The newest ones of a notice are kept. The error says why there was no answer.'},
            bases=['Model'],
        ),
    ]
