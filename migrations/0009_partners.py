"""Systems that bring in services, cases and ratings, and what they are told."""

from migrations._checks import AddChecks
from tortoise import migrations
from tortoise.fields.base import OnDelete
from tortoise.migrations import operations as ops
from uuid import uuid4
from tortoise import fields
from tortoise.indexes import Index


class Migration(migrations.Migration):
    dependencies = [('models', '0008_messages')]

    initial = False

    operations = [
        ops.CreateModel(
            name='Partner',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('name', fields.CharField(unique=True, max_length=60)),
                ('hall', fields.ForeignKeyField('models.Hall', source_field='hall_id', null=True, db_constraint=True, to_field='id', related_name='partners', on_delete=OnDelete.RESTRICT)),
                ('party', fields.CharField(default='', db_default='', max_length=20)),
                ('contact', fields.CharField(default='', db_default='', max_length=60)),
                ('scope', fields.CharField(default='', db_default='', max_length=200)),
                ('networks', fields.CharField(default='', db_default='', max_length=400)),
                ('calls_a_minute', fields.IntField(default=600, db_default=600)),
                ('suspended_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('version', fields.IntField(default=1, db_default=1)),
                ('grade_scale', fields.CharField(default='', db_default='', max_length=20)),
            ],
            options={'table': 'partner', 'app': 'models', 'pk_attr': 'id', 'table_description': 'A queue machine or business system, its secret is sealed.'},
            bases=['Model'],
        ),
        AddChecks(
            'partner',
            {
                'partner_calls': 'calls_a_minute > 0',
            },
        ),
        ops.CreateModel(
            name='PartnerKey',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('partner', fields.ForeignKeyField('models.Partner', source_field='partner_id', db_constraint=True, to_field='id', related_name='keys', on_delete=OnDelete.RESTRICT)),
                ('key_id', fields.CharField(unique=True, max_length=40)),
                ('kind', fields.CharField(max_length=10)),
                ('secret_sealed', fields.BinaryField(null=True)),
                ('public_key', fields.CharField(default='', db_default='', max_length=130)),
                ('made_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('made_by', fields.ForeignKeyField('models.Staff', source_field='made_by_id', null=True, db_constraint=True, to_field='id', related_name='partner_keys', on_delete=OnDelete.RESTRICT)),
                ('expires_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('revoked_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'partner_key', 'app': 'models', 'indexes': [Index(fields=['partner_id'])], 'pk_attr': 'id', 'table_description': 'A shared secret, sealed, or the public half of a pair whose private half never came here.'},
            bases=['Model'],
        ),
        AddChecks(
            'partner_key',
            {
                'partner_key_kind': "kind IN ('secret', 'sm2', 'ed25519')",
                'partner_key_half': "(kind = 'secret') = (secret_sealed IS NOT NULL) AND (kind = 'secret') = (public_key = '')",
            },
        ),
        ops.CreateModel(
            name='PartnerDay',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('partner', fields.ForeignKeyField('models.Partner', source_field='partner_id', db_constraint=True, to_field='id', related_name='days', on_delete=OnDelete.RESTRICT)),
                ('day', fields.DateField()),
                ('endpoint', fields.CharField(max_length=40)),
                ('code', fields.CharField(max_length=40)),
                ('contacts', fields.IntField()),
                ('rows', fields.IntField()),
                ('last_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'partner_day', 'app': 'models', 'unique_together': (('partner', 'day', 'endpoint', 'code'),), 'pk_attr': 'id', 'table_description': 'Requests and rows of one endpoint that ended in one code, an empty one if all is well.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='PartnerRefusal',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('partner', fields.ForeignKeyField('models.Partner', source_field='partner_id', db_constraint=True, to_field='id', related_name='refusals', on_delete=OnDelete.RESTRICT)),
                ('at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('endpoint', fields.CharField(max_length=40)),
                ('number', fields.CharField(max_length=80)),
                ('code', fields.CharField(max_length=40)),
                ('place', fields.CharField(max_length=80)),
            ],
            options={'table': 'partner_refusal', 'app': 'models', 'indexes': [Index(fields=['partner_id', 'at']), Index(fields=['at'])], 'pk_attr': 'id', 'table_description': 'One refused row, kept for some days so that both sides can look at it.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Webhook',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('partner', fields.OneToOneField('models.Partner', source_field='partner_id', db_constraint=True, to_field='id', related_name='webhook', on_delete=OnDelete.RESTRICT)),
                ('address', fields.CharField(max_length=300)),
                ('kinds', fields.CharField(max_length=200)),
                ('scheme', fields.CharField(max_length=10)),
                ('secret_sealed', fields.BinaryField(null=True)),
                ('before_sealed', fields.BinaryField(null=True)),
                ('before_until', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('version', fields.IntField(default=1)),
                ('made_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('made_by', fields.ForeignKeyField('models.Staff', source_field='made_by_id', db_constraint=True, to_field='id', related_name='webhooks', on_delete=OnDelete.RESTRICT)),
                ('paused', fields.CharField(default='', max_length=10)),
                ('answered_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('failures', fields.IntField(default=0)),
                ('failing_since', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('error', fields.CharField(default='', max_length=40)),
                ('retry_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'webhook', 'app': 'models', 'pk_attr': 'id', 'table_description': 'One a partner. `before_sealed` is the secret before, good beside the new one for a while.'},
            bases=['Model'],
        ),
        AddChecks(
            'webhook',
            {
                'webhook_scheme': "scheme IN ('own', 'partner')",
                'webhook_secret': "(scheme = 'own') = (secret_sealed IS NOT NULL)",
                'webhook_before': '(before_sealed IS NULL) = (before_until IS NULL)',
                'webhook_paused': "paused IN ('', 'failing', 'by_hand')",
            },
        ),
        ops.CreateModel(
            name='WebhookNotice',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('webhook', fields.ForeignKeyField('models.Webhook', source_field='webhook_id', db_constraint=True, to_field='id', related_name='notices', on_delete=OnDelete.RESTRICT)),
                ('kind', fields.CharField(max_length=20)),
                ('subject', fields.CharField(max_length=80)),
                ('line', fields.UUIDField()),
                ('place', fields.SmallIntField()),
                ('body', fields.TextField(unique=False)),
                ('state', fields.CharField(default='queued', max_length=10)),
                ('attempts', fields.IntField(default=0)),
                ('replays', fields.IntField(default=0)),
                ('created_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('queued_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('turn_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('tried_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('done_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('status', fields.SmallIntField(null=True)),
                ('milliseconds', fields.IntField(null=True)),
                ('error', fields.CharField(default='', max_length=40)),
            ],
            options={'table': 'webhook_notice', 'app': 'models', 'unique_together': (('line', 'place'),), 'indexes': [Index(fields=['webhook_id', 'state', 'turn_at']), Index(fields=['webhook_id', 'created_at']), Index(fields=['created_at'])], 'pk_attr': 'id', 'table_description': 'Its id is told with it, and stays the same however often it is sent.'},
            bases=['Model'],
        ),
        AddChecks(
            'webhook_notice',
            {
                'webhook_notice_state': "state IN ('queued', 'sending', 'sent', 'given_up')",
                'webhook_notice_done': "(state IN ('sent', 'given_up')) = (done_at IS NOT NULL)",
            },
        ),
        ops.CreateModel(
            name='ComplaintStep',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('source', fields.ForeignKeyField('models.OrderSource', source_field='source_id', db_constraint=True, to_field='id', related_name='steps_back', on_delete=OnDelete.RESTRICT)),
                ('transition', fields.ForeignKeyField('models.Transition', source_field='transition_id', db_constraint=True, to_field='id', related_name='steps_back', on_delete=OnDelete.RESTRICT)),
                ('place', fields.SmallIntField()),
                ('state', fields.CharField(default='queued', max_length=12)),
                ('attempts', fields.IntField(default=0)),
                ('turn_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('created_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('done_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('error', fields.CharField(default='', max_length=40)),
                ('about', fields.CharField(default='', max_length=40)),
                ('code', fields.CharField(default='', max_length=64)),
            ],
            options={'table': 'complaint_step', 'app': 'models', 'unique_together': (('source', 'place'),), 'indexes': [Index(fields=['state', 'turn_at', 'place']), Index(fields=['transition_id']), Index(fields=['done_at'])], 'pk_attr': 'id', 'table_description': 'A step of a work order, told under one number.'},
            bases=['Model'],
        ),
        AddChecks(
            'complaint_step',
            {
                'complaint_step_state': "state IN ('queued', 'sending', 'sent', 'quarantined')",
                'complaint_step_done': "(state = 'sent') = (done_at IS NOT NULL)",
                'complaint_step_held': "(state = 'quarantined') = (error <> '')",
            },
        ),
    ]
