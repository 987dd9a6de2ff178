"""What the provincial system tells: rows received, and how far they were fetched."""

from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise.fields.base import OnDelete
from uuid import uuid4
from tortoise import fields
from tortoise.indexes import Index

from migrations._checks import AddChecks, ReplaceChecks

CHECKS = {
    "exchange_received": {
        "exchange_received_state": "state IN ('new', 'taken', 'known', 'refused', 'quarantined')",
        "exchange_received_kept": "(state IN ('new', 'quarantined')) = (told_sealed IS NOT NULL)",
        "exchange_received_done": "(state IN ('taken', 'known', 'refused')) = (done_at IS NOT NULL)",
        "exchange_received_taken": "state <> 'taken' OR rating_id IS NOT NULL",
    },
    # What a partner asserts comes without a session, a device or an account of ours behind it.
    "rating": {
        "rating_partner_only": "(origin = 'partner') = (partner_id IS NOT NULL)",
        "rating_partner_asserts": "origin <> 'partner' OR (identity_basis = 'partner_asserted' "
        "AND \"key\" IS NOT NULL AND evaluator_id IS NULL AND session_id IS NULL)",
    },
}
# A terminal of somebody else's has no device of ours behind it.
REPLACED = {
    "rating_kiosk": "channel <> 'kiosk' OR origin IN ('citizen', 'device', 'partner')",
    "rating_device_only": "(origin = 'device' OR (channel = 'kiosk' AND origin <> 'partner')) "
    "= (device_id IS NOT NULL)",
}


class Migration(migrations.Migration):
    dependencies = [('models', '0035_identity_wall')]

    initial = False

    operations = [
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
            ],
            options={'table': 'exchange_received', 'app': 'models', 'unique_together': (('party', 'number'),), 'indexes': [Index(fields=['state', 'received_at']), Index(fields=['service_record_id']), Index(fields=['done_at'])], 'pk_attr': 'id', 'table_description': 'Kept in the commit that moves the cursor on, dealt with afterwards.'},
            bases=['Model'],
        ),
        ops.AddField(
            model_name='ExchangeParty',
            name='cursor',
            field=fields.CharField(default='', db_default='', max_length=64),
        ),
        ops.AddField(
            model_name='ExchangeParty',
            name='fetched_at',
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ReplaceChecks("rating", REPLACED),
        *(AddChecks(table, checks) for table, checks in CHECKS.items()),
    ]
