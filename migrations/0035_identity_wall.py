"""Looks at a citizen's identity, and the chain over the audit trail."""

from uuid import uuid4

from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.indexes import Index
from tortoise.migrations import operations as ops

from migrations._checks import AddChecks

CHECKS = {
    "identity_look_active": "active IS NULL OR active = 1",
    "identity_look_state": "state IN ('asked', 'granted', 'refused')",
    "identity_look_time": "(state = 'granted') = (until IS NOT NULL)",
    "identity_look_decided": "(state = 'asked') = (decided_at IS NULL)",
    "identity_look_refused": "state <> 'refused' OR (active IS NULL AND second_id IS NOT NULL)",
    "identity_look_two": "second_id IS NULL OR second_id <> staff_id",
    "identity_look_reason": "purpose <> '' AND reason <> ''",
}


class Migration(migrations.Migration):
    dependencies = [('models', '0034_cases_behind')]

    initial = False

    operations = [
        ops.CreateModel(
            name='IdentityLook',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('order', fields.ForeignKeyField('models.WorkOrder', source_field='order_id', db_constraint=True, to_field='id', related_name='looks', on_delete=OnDelete.RESTRICT)),
                ('staff', fields.ForeignKeyField('models.Staff', source_field='staff_id', db_constraint=True, to_field='id', related_name='looks', on_delete=OnDelete.RESTRICT)),
                ('office', fields.CharField(max_length=80)),
                ('purpose', fields.CharField(max_length=20)),
                ('reason', fields.CharField(max_length=200)),
                ('minutes', fields.SmallIntField()),
                ('state', fields.CharField(max_length=10)),
                ('active', fields.SmallIntField(null=True)),
                ('asked_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('second', fields.ForeignKeyField('models.Staff', source_field='second_id', null=True, db_constraint=True, to_field='id', related_name='seconded_looks', on_delete=OnDelete.RESTRICT)),
                ('decided_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('until', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'identity_look', 'app': 'models', 'unique_together': (('order', 'staff', 'active'),), 'indexes': [Index(fields=['state', 'asked_at'])], 'pk_attr': 'id', 'table_description': 'A permission of one person for one case. `active` is empty once another may be asked for.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='IdentityView',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('look', fields.ForeignKeyField('models.IdentityLook', source_field='look_id', db_constraint=True, to_field='id', related_name='views', on_delete=OnDelete.RESTRICT)),
                ('at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'identity_view', 'app': 'models', 'indexes': [Index(fields=['look_id', 'at'])], 'pk_attr': 'id', 'table_description': 'One showing under a look.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='AuditLink',
            fields=[
                ('number', fields.BigIntField(primary_key=True, generated=False, unique=True, db_index=True)),
                ('entry_id', fields.UUIDField(unique=True)),
                ('at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('hash', fields.CharField(max_length=64)),
            ],
            options={'table': 'audit_link', 'app': 'models', 'indexes': [Index(fields=['at'])], 'pk_attr': 'number', 'table_description': 'One entry in its place. Of two who forge the next link the number lets one through.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='AuditCheck',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('links', fields.BigIntField()),
                ('hash', fields.CharField(max_length=64)),
                ('fault', fields.CharField(default='', max_length=20)),
                ('fault_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('entry_id', fields.UUIDField(null=True)),
            ],
            options={'table': 'audit_check', 'app': 'models', 'indexes': [Index(fields=['at'])], 'pk_attr': 'id', 'table_description': 'One check: up to which link, with which hash, and the first thing wrong, if anything is.'},
            bases=['Model'],
        ),
        AddChecks("identity_look", CHECKS),
    ]
