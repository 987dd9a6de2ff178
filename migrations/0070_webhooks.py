"""Notices to partners: where to, and one row each."""

from uuid import uuid4

from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.indexes import Index
from tortoise.migrations import operations as ops

from migrations._checks import AddChecks


def key():
    return fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)


def moment(null=False):
    return fields.DatetimeField(null=null, auto_now=False, auto_now_add=False)


class Migration(migrations.Migration):
    dependencies = [('models', '0067_guardians')]

    initial = False

    operations = [
        ops.CreateModel(
            name='Webhook',
            fields=[
                ('id', key()),
                ('partner', fields.OneToOneField('models.Partner', source_field='partner_id', db_constraint=True, to_field='id', related_name='webhook', on_delete=OnDelete.RESTRICT)),
                ('address', fields.CharField(max_length=300)),
                ('kinds', fields.CharField(max_length=200)),
                ('scheme', fields.CharField(max_length=10)),
                ('secret_sealed', fields.BinaryField(null=True)),
                ('before_sealed', fields.BinaryField(null=True)),
                ('before_until', moment(null=True)),
                ('version', fields.IntField(default=1)),
                ('made_at', moment()),
                ('made_by', fields.ForeignKeyField('models.Staff', source_field='made_by_id', db_constraint=True, to_field='id', related_name='webhooks', on_delete=OnDelete.RESTRICT)),
                ('paused', fields.CharField(default='', max_length=10)),
                ('answered_at', moment(null=True)),
                ('failures', fields.IntField(default=0)),
                ('failing_since', moment(null=True)),
                ('error', fields.CharField(default='', max_length=40)),
                ('retry_at', moment(null=True)),
            ],
            options={'table': 'webhook', 'app': 'models', 'pk_attr': 'id', 'table_description': 'One a partner. `before_sealed` is the secret before, good beside the new one for a while.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='WebhookNotice',
            fields=[
                ('id', key()),
                ('webhook', fields.ForeignKeyField('models.Webhook', source_field='webhook_id', db_constraint=True, to_field='id', related_name='notices', on_delete=OnDelete.RESTRICT)),
                ('kind', fields.CharField(max_length=20)),
                ('subject', fields.CharField(max_length=80)),
                ('line', fields.UUIDField()),
                ('place', fields.SmallIntField()),
                ('body', fields.TextField(unique=False)),
                ('state', fields.CharField(default='queued', max_length=10)),
                ('attempts', fields.IntField(default=0)),
                ('replays', fields.IntField(default=0)),
                ('created_at', moment()),
                ('queued_at', moment()),
                ('turn_at', moment()),
                ('tried_at', moment(null=True)),
                ('done_at', moment(null=True)),
                ('status', fields.SmallIntField(null=True)),
                ('milliseconds', fields.IntField(null=True)),
                ('error', fields.CharField(default='', max_length=40)),
            ],
            options={'table': 'webhook_notice', 'app': 'models', 'unique_together': (('line', 'place'),), 'indexes': [Index(fields=['webhook_id', 'state', 'turn_at']), Index(fields=['webhook_id', 'created_at']), Index(fields=['created_at'])], 'pk_attr': 'id', 'table_description': 'Its id is told with it, and stays the same however often it is sent.'},
            bases=['Model'],
        ),
        AddChecks('webhook', {
            'webhook_scheme': "scheme IN ('own', 'partner')",
            'webhook_secret': "(scheme = 'own') = (secret_sealed IS NOT NULL)",
            'webhook_before': "(before_sealed IS NULL) = (before_until IS NULL)",
            'webhook_paused': "paused IN ('', 'failing', 'by_hand')",
        }),
        AddChecks('webhook_notice', {
            'webhook_notice_state': "state IN ('queued', 'sending', 'sent', 'given_up')",
            'webhook_notice_done': "(state IN ('sent', 'given_up')) = (done_at IS NOT NULL)",
        }),
    ]
