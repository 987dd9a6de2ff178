"""Rating devices of windows, and the questions they are asked to show."""

from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise.fields.base import OnDelete
from uuid import uuid4
from tortoise import fields
from tortoise.indexes import Index

from migrations._checks import AddChecks

CHECKS = {
    "rating_device": {
        "rating_device_active": "active IS NULL OR active = 1",
        "rating_device_revoked": "(active IS NULL) = (revoked_at IS NOT NULL)",
        "rating_device_code": "(code_index IS NULL) = (code_until IS NULL)",
        "rating_device_paired": "(token_hash IS NULL) = (paired_at IS NULL)",
        "rating_device_paired_once": "code_index IS NULL OR token_hash IS NULL",
    },
    "invitation": {"invitation_device": "(device_id IS NULL) = (token_hash IS NULL)"},
    "rating": {
        "rating_device_only": "(origin = 'device') = (device_id IS NOT NULL)",
        # A tap has no session and no account behind it: the service says whose it is.
        "rating_device_tap": "origin <> 'device' OR (channel = 'device' AND "
        "identity_basis = 'case_applicant' AND \"key\" IS NOT NULL AND "
        "evaluator_id IS NULL AND session_id IS NULL)",
    },
}

class Migration(migrations.Migration):
    dependencies = [('models', '0024_assessment_objections')]

    initial = False

    operations = [
        ops.CreateModel(
            name='RatingDevice',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('window', fields.ForeignKeyField('models.Window', source_field='window_id', db_constraint=True, to_field='id', related_name='devices', on_delete=OnDelete.RESTRICT)),
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
            ],
            options={'table': 'rating_device', 'app': 'models', 'unique_together': (('window', 'active'),), 'pk_attr': 'id', 'table_description': 'Waiting while it has a code, paired once it has a token, both kept as hashes.'},
            bases=['Model'],
        ),
        ops.AddField(
            model_name='Invitation',
            name='device',
            field=fields.ForeignKeyField('models.RatingDevice', source_field='device_id', null=True, db_constraint=True, to_field='id', related_name='invitations', on_delete=OnDelete.RESTRICT),
        ),
        ops.AddField(
            model_name='Invitation',
            name='token_hash',
            field=fields.CharField(null=True, max_length=64),
        ),
        ops.AddIndex(
            model_name='Invitation',
            index=Index(fields=['device_id', 'invited_at']),
        ),
        *(AddChecks(table, checks) for table, checks in CHECKS.items()),
    ]
