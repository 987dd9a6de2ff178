"""What is to be said to whom, and whether it arrived."""

from migrations._checks import AddChecks
from tortoise import migrations
from tortoise.fields.base import OnDelete
from tortoise.migrations import operations as ops
from uuid import uuid4
from tortoise import fields
from tortoise.indexes import Index


class Migration(migrations.Migration):
    dependencies = [('models', '0007_cases')]

    initial = False

    operations = [
        ops.CreateModel(
            name='OutboxMessage',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('topic', fields.CharField(max_length=40)),
                ('order', fields.ForeignKeyField('models.WorkOrder', source_field='order_id', null=True, db_constraint=True, to_field='id', related_name='messages', on_delete=OnDelete.RESTRICT)),
                ('payload', fields.CharField(default='{}', max_length=500)),
                ('state', fields.CharField(default='queued', max_length=10)),
                ('attempts', fields.SmallIntField(default=0)),
                ('run_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('created_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('done_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'outbox_message', 'app': 'models', 'indexes': [Index(fields=['state', 'run_at'])], 'pk_attr': 'id', 'table_description': 'A message. `run_at` is its turn and, once claimed, the end of the lease.'},
            bases=['Model'],
        ),
        AddChecks(
            'outbox_message',
            {
                'outbox_state': "state IN ('queued', 'sending', 'sent', 'dead')",
                'outbox_done': "(state IN ('sent', 'dead')) = (done_at IS NOT NULL)",
            },
        ),
        ops.CreateModel(
            name='Delivery',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('message', fields.ForeignKeyField('models.OutboxMessage', source_field='message_id', db_constraint=True, to_field='id', related_name='deliveries', on_delete=OnDelete.RESTRICT)),
                ('recipient_id', fields.UUIDField()),
                ('channel', fields.CharField(max_length=10)),
                ('outcome', fields.CharField(max_length=12)),
                ('code', fields.CharField(default='', max_length=40)),
                ('at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('supplier_id', fields.CharField(null=True, max_length=64)),
            ],
            options={'table': 'delivery', 'app': 'models', 'indexes': [Index(fields=['message_id', 'recipient_id']), Index(fields=['supplier_id'])], 'pk_attr': 'id', 'table_description': "What became of one attempt, codes are the supplier's, never texts."},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='InboxMessage',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('evaluator', fields.ForeignKeyField('models.Evaluator', source_field='evaluator_id', null=True, db_constraint=True, to_field='id', related_name='inbox', on_delete=OnDelete.RESTRICT)),
                ('staff', fields.ForeignKeyField('models.Staff', source_field='staff_id', null=True, db_constraint=True, to_field='id', related_name='inbox', on_delete=OnDelete.RESTRICT)),
                ('message', fields.ForeignKeyField('models.OutboxMessage', source_field='message_id', db_constraint=True, to_field='id', related_name='inbox', on_delete=OnDelete.RESTRICT)),
                ('order', fields.ForeignKeyField('models.WorkOrder', source_field='order_id', null=True, db_constraint=True, to_field='id', related_name='inbox', on_delete=OnDelete.RESTRICT)),
                ('topic', fields.CharField(max_length=40)),
                ('title', fields.CharField(max_length=60)),
                ('body', fields.CharField(max_length=500)),
                ('at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('read_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'inbox_message', 'app': 'models', 'unique_together': (('message', 'evaluator'), ('message', 'staff')), 'indexes': [Index(fields=['evaluator_id', 'at']), Index(fields=['staff_id', 'at'])], 'pk_attr': 'id', 'table_description': 'A message to a citizen or to a member of staff, once per outbox message and reader.'},
            bases=['Model'],
        ),
        AddChecks(
            'inbox_message',
            {
                'inbox_one_reader': '(evaluator_id IS NULL) <> (staff_id IS NULL)',
            },
        ),
        ops.CreateModel(
            name='NoticeQuota',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('account', fields.ForeignKeyField('models.WechatAccount', source_field='account_id', db_constraint=True, to_field='id', related_name='quota', on_delete=OnDelete.RESTRICT)),
                ('template_id', fields.CharField(max_length=64)),
                ('change', fields.SmallIntField()),
                ('at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('reason', fields.CharField(max_length=20)),
                ('message', fields.ForeignKeyField('models.OutboxMessage', source_field='message_id', null=True, db_constraint=True, to_field='id', related_name='quota', on_delete=OnDelete.RESTRICT)),
            ],
            options={'table': 'notice_quota', 'app': 'models', 'unique_together': (('message', 'account'),), 'indexes': [Index(fields=['account_id', 'template_id'])], 'pk_attr': 'id', 'table_description': '+1 for a consent, −1 for a message sent, the balance is the sum.'},
            bases=['Model'],
        ),
        AddChecks(
            'notice_quota',
            {
                'notice_quota_change': 'change IN (1, -1)',
            },
        ),
    ]
