"""Kiosks of halls, who has one now, and the vouchers printed on slips."""

from uuid import uuid4

from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.indexes import Index
from tortoise.migrations import operations as ops

from migrations._checks import AddChecks, ReplaceChecks

CHECKS = {
    "kiosk": {
        "kiosk_active": "active IS NULL OR active = 1",
        "kiosk_revoked": "(active IS NULL) = (revoked_at IS NOT NULL)",
        "kiosk_code": "(code_index IS NULL) = (code_until IS NULL)",
        "kiosk_paired": "(token_hash IS NULL) = (paired_at IS NULL)",
        "kiosk_paired_once": "code_index IS NULL OR token_hash IS NULL",
    },
    "kiosk_session": {
        # It waits for a phone, or a phone has opened it, or a slip.
        "kiosk_session_one_way": "(CASE WHEN link_hash IS NULL THEN 0 ELSE 1 END) "
        "+ (CASE WHEN citizen_session_id IS NULL THEN 0 ELSE 1 END) "
        "+ (CASE WHEN voucher_id IS NULL THEN 0 ELSE 1 END) = 1",
    },
    "voucher": {"voucher_time": "issued_at < until"},
    "rating": {"rating_kiosk": "channel <> 'kiosk' OR origin IN ('citizen', 'device')"},
}
REPLACED = {
    "rating_device_only": "(origin = 'device' OR channel = 'kiosk') = (device_id IS NOT NULL)",
    # Neither a tap nor a slip has a session or an account behind it: the service says whose it is.
    "rating_device_tap": "origin <> 'device' OR (channel IN ('device', 'kiosk') AND "
    "identity_basis = 'case_applicant' AND \"key\" IS NOT NULL AND "
    "evaluator_id IS NULL AND session_id IS NULL)",
}


class Migration(migrations.Migration):
    dependencies = [('models', '0031_months')]

    initial = False

    operations = [
        ops.CreateModel(
            name='Kiosk',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('hall', fields.ForeignKeyField('models.Hall', source_field='hall_id', db_constraint=True, to_field='id', related_name='kiosks', on_delete=OnDelete.RESTRICT)),
                ('name', fields.CharField(max_length=40)),
                ('active', fields.SmallIntField(null=True)),
                ('code_index', fields.CharField(null=True, unique=True, max_length=64)),
                ('code_until', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('token_hash', fields.CharField(null=True, unique=True, max_length=64)),
                ('added_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('paired_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('seen_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('revoked_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('reason', fields.CharField(default='', max_length=200)),
                ('wrong_slips', fields.SmallIntField(default=0)),
                ('wrong_since', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'kiosk', 'app': 'models', 'indexes': [Index(fields=['hall_id', 'active'])], 'pk_attr': 'id', 'table_description': 'Waiting while it has a code, paired once it has a token, both kept as hashes.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Voucher',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('service_record', fields.OneToOneField('models.ServiceRecord', source_field='service_record_id', db_constraint=True, to_field='id', related_name='voucher', on_delete=OnDelete.RESTRICT)),
                ('turn', fields.SmallIntField()),
                ('code_index', fields.CharField(unique=True, max_length=64)),
                ('issued_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('until', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'voucher', 'app': 'models', 'pk_attr': 'id', 'table_description': 'The one voucher of a service, only the index of its code is stored.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='KioskSession',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('kiosk', fields.OneToOneField('models.Kiosk', source_field='kiosk_id', db_constraint=True, to_field='id', related_name='session', on_delete=OnDelete.RESTRICT)),
                ('token_hash', fields.CharField(unique=True, max_length=64)),
                ('link_hash', fields.CharField(null=True, unique=True, max_length=64)),
                ('seen_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('citizen_session', fields.ForeignKeyField('models.CitizenSession', source_field='citizen_session_id', null=True, db_constraint=True, to_field='id', related_name='kiosks', on_delete=OnDelete.RESTRICT)),
                ('voucher', fields.ForeignKeyField('models.Voucher', source_field='voucher_id', null=True, db_constraint=True, to_field='id', related_name='sessions', on_delete=OnDelete.RESTRICT)),
                ('started_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('until', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'kiosk_session', 'app': 'models', 'pk_attr': 'id', 'table_description': 'One session of one kiosk, deleted when it ends: nothing tells who stood there.'},
            bases=['Model'],
        ),
        *(AddChecks(table, checks) for table, checks in CHECKS.items()),
        ReplaceChecks("rating", REPLACED),
    ]
