"""The exchange with the province and its reconciliation."""

from migrations._checks import AddChecks
from tortoise import migrations
from tortoise.fields.base import OnDelete
from tortoise.migrations import operations as ops
from uuid import uuid4
from tortoise import fields
from tortoise.indexes import Index


class Migration(migrations.Migration):
    dependencies = [('models', '0010_channels')]

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
                ('cursor', fields.CharField(default='', db_default='', max_length=64)),
                ('fetched_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
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
        AddChecks(
            'exchange_item',
            {
                'exchange_item_kind': "kind IN ('service', 'rating', 'change', 'rectification')",
                'exchange_item_state': "state IN ('queued', 'sending', 'sent', 'quarantined')",
                'exchange_item_done': "(state = 'sent') = (done_at IS NOT NULL)",
                'exchange_item_held': "(state = 'quarantined') = (error <> '')",
                'exchange_item_first': "(kind = 'service') = (place = 1)",
                'exchange_item_rating': "(kind = 'service') = (rating_id IS NULL)",
            },
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
            name='ExchangeReceived',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('party', fields.ForeignKeyField('models.ExchangeParty', source_field='party_id', db_constraint=True, to_field='id', related_name='received', on_delete=OnDelete.RESTRICT)),
                ('number', fields.CharField(max_length=64)),
                ('told_sealed', fields.BinaryField(null=True)),
                ('service_record', fields.ForeignKeyField('models.ServiceRecord', source_field='service_record_id', null=True, db_constraint=True, to_field='id', related_name='exchange_received', on_delete=OnDelete.RESTRICT)),
                ('rating', fields.ForeignKeyField('models.Rating', source_field='rating_id', null=True, db_constraint=True, to_field='id', related_name='exchange_received', on_delete=OnDelete.RESTRICT)),
                ('state', fields.CharField(default='new', max_length=12)),
                ('received_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('done_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('error', fields.CharField(default='', max_length=40)),
                ('about', fields.CharField(default='', max_length=40)),
                ('code', fields.CharField(default='', max_length=64)),
                ('carried_by', fields.UUIDField(null=True)),
            ],
            options={'table': 'exchange_received', 'app': 'models', 'unique_together': (('party', 'number'),), 'indexes': [Index(fields=['state', 'received_at']), Index(fields=['service_record_id']), Index(fields=['done_at']), Index(fields=['carried_by', 'state'])], 'pk_attr': 'id', 'table_description': 'Kept in the commit that moves the cursor on, dealt with afterwards.'},
            bases=['Model'],
        ),
        AddChecks(
            'exchange_received',
            {
                'exchange_received_state': "state IN ('new', 'taken', 'known', 'refused', 'quarantined')",
                'exchange_received_kept': "(state IN ('new', 'quarantined')) = (told_sealed IS NOT NULL)",
                'exchange_received_done': "(state IN ('taken', 'known', 'refused')) = (done_at IS NOT NULL)",
                'exchange_received_taken': "state <> 'taken' OR rating_id IS NOT NULL",
            },
        ),
        ops.CreateModel(
            name='ExchangeFile',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('direction', fields.CharField(max_length=4)),
                ('holds', fields.CharField(max_length=10)),
                ('number', fields.CharField(max_length=64)),
                ('state', fields.CharField(default='waiting', max_length=10)),
                ('rows_total', fields.IntField(null=True)),
                ('rows_done', fields.IntField(default=0)),
                ('taken', fields.IntField(default=0)),
                ('known', fields.IntField(default=0)),
                ('held', fields.IntField(default=0)),
                ('size', fields.BigIntField(default=0)),
                ('sm3', fields.CharField(default='', max_length=64)),
                ('sha256', fields.CharField(default='', max_length=64)),
                ('parts', fields.TextField(default='[]', unique=False)),
                ('parts_done', fields.IntField(default=0)),
                ('after', fields.CharField(default='', max_length=60)),
                ('asked_by', fields.ForeignKeyField('models.Staff', source_field='asked_by_id', db_constraint=True, to_field='id', related_name='exchange_files', on_delete=OnDelete.RESTRICT)),
                ('asked_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('turn_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('turns', fields.IntField(default=0)),
                ('failures', fields.IntField(default=0)),
                ('finished_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('expires_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'exchange_file', 'app': 'models', 'unique_together': (('direction', 'number'),), 'indexes': [Index(fields=['state', 'turn_at']), Index(fields=['asked_at'])], 'pk_attr': 'id', 'table_description': 'What it holds, how far it is, and what came of it. The row outlives the file.'},
            bases=['Model'],
        ),
        AddChecks(
            'exchange_file',
            {
                'exchange_file_holds': "(direction = 'out' AND holds = 'messages') OR (direction = 'in' AND holds IN ('answers', 'ratings'))",
                'exchange_file_state': "state IN ('waiting', 'running', 'done', 'failed', 'expired')",
                'exchange_file_done': "(state IN ('waiting', 'running')) = (finished_at IS NULL)",
                'exchange_file_rows': 'rows_done >= 0 AND (rows_total IS NULL OR rows_done <= rows_total)',
            },
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
        AddChecks(
            'connection',
            {
                'connection_status': "status IN ('not_started', 'building', 'testing', 'connected')",
            },
        ),
        ops.CreateModel(
            name='Reconciliation',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('day', fields.DateField(unique=True)),
                ('made_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('ours', fields.IntField()),
                ('theirs', fields.IntField()),
            ],
            options={'table': 'reconciliation', 'app': 'models', 'pk_attr': 'id', 'table_description': 'The counts of a day on both sides when they were last compared.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='ReconciliationLine',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('reconciliation', fields.ForeignKeyField('models.Reconciliation', source_field='reconciliation_id', db_constraint=True, to_field='id', related_name='lines', on_delete=OnDelete.RESTRICT)),
                ('project_number', fields.CharField(max_length=64)),
                ('service_number', fields.SmallIntField()),
                ('what', fields.CharField(max_length=16)),
                ('ours', fields.CharField(default='', max_length=20)),
                ('theirs', fields.CharField(default='', max_length=20)),
                ('state', fields.CharField(default='open', max_length=12)),
                ('reason', fields.CharField(default='', max_length=200)),
                ('mended_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('decided_by', fields.ForeignKeyField('models.Staff', source_field='decided_by_id', null=True, db_constraint=True, to_field='id', related_name='reconciled', on_delete=OnDelete.RESTRICT)),
            ],
            options={'table': 'reconciliation_line', 'app': 'models', 'unique_together': (('reconciliation', 'project_number', 'service_number'),), 'pk_attr': 'id', 'table_description': 'What counts here and there, kept when it is settled.'},
            bases=['Model'],
        ),
        AddChecks(
            'reconciliation_line',
            {
                'reconciliation_line_what': "what IN ('missing_there', 'missing_here', 'differs')",
                'reconciliation_line_state': "state IN ('open', 'acknowledged', 'settled')",
                'reconciliation_line_reason': "state <> 'acknowledged' OR (reason <> '' AND decided_by_id IS NOT NULL)",
            },
        ),
    ]
