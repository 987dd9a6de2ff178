"""The exchange with the provincial system: messages out, pairs of codes, connection progress."""

from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise.fields.base import OnDelete
from uuid import uuid4
from tortoise import fields
from tortoise.indexes import Index

from migrations._checks import AddChecks

CHECKS = {
    "exchange_item": {
        "exchange_item_kind": "kind IN ('service', 'rating', 'change', 'rectification')",
        "exchange_item_state": "state IN ('queued', 'sending', 'sent', 'quarantined')",
        "exchange_item_done": "(state = 'sent') = (done_at IS NOT NULL)",
        "exchange_item_held": "(state = 'quarantined') = (error <> '')",
        # The service record goes first, and it alone is about no rating.
        "exchange_item_first": "(kind = 'service') = (place = 1)",
        "exchange_item_rating": "(kind = 'service') = (rating_id IS NULL)",
    },
    "connection": {
        "connection_status": "status IN ('not_started', 'building', 'testing', 'connected')",
    },
}


class Migration(migrations.Migration):
    dependencies = [('models', '0032_kiosks')]

    initial = False

    operations = [
        ops.CreateModel(
            name='ExchangeParty',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('name', fields.CharField(unique=True, max_length=20)),
                ('answered_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('failures', fields.IntField(default=0)),
                ('failed_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('error', fields.CharField(default='', max_length=40)),
                ('retry_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'exchange_party', 'app': 'models', 'pk_attr': 'id', 'table_description': 'When it last answered, what it last said was wrong, and when it is asked again.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='ExchangeItem',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('kind', fields.CharField(max_length=20)),
                ('service_record', fields.ForeignKeyField('models.ServiceRecord', source_field='service_record_id', db_constraint=True, to_field='id', related_name='exchange_items', on_delete=OnDelete.RESTRICT)),
                ('rating', fields.ForeignKeyField('models.Rating', source_field='rating_id', null=True, db_constraint=True, to_field='id', related_name='exchange_items', on_delete=OnDelete.RESTRICT)),
                ('cause_id', fields.UUIDField()),
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
            options={'table': 'exchange_item', 'app': 'models', 'unique_together': (('service_record', 'place'), ('kind', 'cause_id')), 'indexes': [Index(fields=['state', 'turn_at', 'place']), Index(fields=['done_at'])], 'pk_attr': 'id', 'table_description': 'A message about one service. Its words are made when it leaves, from what is true then.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='ExchangeCode',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('partner', fields.CharField(max_length=20)),
                ('name', fields.CharField(max_length=40)),
                ('ours', fields.CharField(max_length=64)),
                ('theirs', fields.CharField(max_length=64)),
                ('reason', fields.CharField(max_length=200)),
                ('added_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('added_by', fields.ForeignKeyField('models.Staff', source_field='added_by_id', db_constraint=True, to_field='id', related_name='exchange_codes', on_delete=OnDelete.RESTRICT)),
            ],
            options={'table': 'exchange_code', 'app': 'models', 'unique_together': (('partner', 'name', 'ours', 'theirs'),), 'pk_attr': 'id', 'table_description': 'Our code and theirs in one table of one partner. A new pair is a new row, none is changed.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Connection',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('bureau', fields.ForeignKeyField('models.Bureau', source_field='bureau_id', db_constraint=True, to_field='id', related_name='connections', on_delete=OnDelete.RESTRICT)),
                ('system', fields.CharField(max_length=60)),
                ('status', fields.CharField(max_length=12)),
                ('since', fields.DateField()),
                ('contact', fields.CharField(max_length=60)),
                ('note', fields.CharField(default='', max_length=200)),
                ('version', fields.IntField(default=1)),
                ('changed_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('changed_by', fields.ForeignKeyField('models.Staff', source_field='changed_by_id', db_constraint=True, to_field='id', related_name='changed_connections', on_delete=OnDelete.RESTRICT)),
            ],
            options={'table': 'connection', 'app': 'models', 'unique_together': (('bureau', 'system'),), 'pk_attr': 'id', 'table_description': 'One system in the area of a bureau, and who is asked about it is a person of that office.'},
            bases=['Model'],
        ),
        # What the feed asks for by time; none of these tables is written when a citizen rates.
        ops.AddIndex(model_name='Invitation', index=Index(fields=['invited_at'])),
        ops.AddIndex(model_name='RatingChange', index=Index(fields=['at'])),
        ops.AddIndex(model_name='Entry', index=Index(fields=['at'])),
        *(AddChecks(table, checks) for table, checks in CHECKS.items()),
    ]
