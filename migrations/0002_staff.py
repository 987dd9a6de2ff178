"""Accounts of staff, how they sign in, from where, and who sits where."""

from migrations._checks import AddChecks
from tortoise import migrations
from tortoise.fields.base import OnDelete
from tortoise.migrations import operations as ops
from uuid import uuid4
from tortoise import fields
from tortoise.indexes import Index


class Migration(migrations.Migration):
    dependencies = [('models', '0001_places')]

    initial = False

    operations = [
        ops.CreateModel(
            name='Staff',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('login', fields.CharField(unique=True, max_length=64)),
                ('password_hash', fields.CharField(max_length=200)),
                ('name', fields.CharField(max_length=40)),
                ('role', fields.CharField(max_length=20)),
                ('bureau', fields.ForeignKeyField('models.Bureau', source_field='bureau_id', null=True, db_constraint=True, to_field='id', related_name='staff', on_delete=OnDelete.RESTRICT)),
                ('institution', fields.ForeignKeyField('models.Institution', source_field='institution_id', null=True, db_constraint=True, to_field='id', related_name='staff', on_delete=OnDelete.RESTRICT)),
                ('hall', fields.ForeignKeyField('models.Hall', source_field='hall_id', null=True, db_constraint=True, to_field='id', related_name='staff', on_delete=OnDelete.RESTRICT)),
                ('phone_sealed', fields.BinaryField(null=True)),
                ('document_index', fields.CharField(null=True, max_length=64)),
                ('active', fields.BooleanField(default=True)),
                ('wecom_sealed', fields.BinaryField(null=True)),
                ('password_initial', fields.BooleanField(default=False, db_default=False)),
                ('password_set_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('earlier_index', fields.CharField(null=True, max_length=64)),
            ],
            options={'table': 'staff', 'app': 'models', 'indexes': [Index(fields=['institution_id']), Index(fields=['bureau_id']), Index(fields=['document_index']), Index(fields=['earlier_index'])], 'pk_attr': 'id', 'table_description': 'An account with one role and the scope that goes with it.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='StaffPhone',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('staff', fields.ForeignKeyField('models.Staff', source_field='staff_id', db_constraint=True, to_field='id', related_name='phones', on_delete=OnDelete.RESTRICT)),
                ('key_hash', fields.CharField(unique=True, max_length=64)),
                ('client', fields.CharField(default='', max_length=40)),
                ('asked_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('bound_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('bound_by', fields.ForeignKeyField('models.Staff', source_field='bound_by_id', null=True, db_constraint=True, to_field='id', related_name='phones_bound', on_delete=OnDelete.RESTRICT)),
                ('turn', fields.IntField(null=True)),
                ('ended_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'staff_phone', 'app': 'models', 'unique_together': (('staff', 'turn'),), 'indexes': [Index(fields=['staff_id'])], 'pk_attr': 'id', 'table_description': 'A phone with a key of its own, which lies on the phone alone. It is bound or waits.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='StaffSession',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('token_hash', fields.CharField(unique=True, max_length=64)),
                ('staff', fields.ForeignKeyField('models.Staff', source_field='staff_id', db_constraint=True, to_field='id', related_name='sessions', on_delete=OnDelete.RESTRICT)),
                ('created_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('expires_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('revoked_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('seen_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('place_index', fields.CharField(default='', db_default='', max_length=16)),
                ('client', fields.CharField(default='', db_default='', max_length=40)),
                ('phone', fields.ForeignKeyField('models.StaffPhone', source_field='phone_id', null=True, db_constraint=True, to_field='id', related_name='sessions', on_delete=OnDelete.RESTRICT)),
            ],
            options={'table': 'staff_session', 'app': 'models', 'pk_attr': 'id', 'table_description': 'A server-side session, the token itself is never stored.', 'indexes': [Index(fields=['staff_id', 'created_at']), Index(fields=['phone_id'])]},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='SecondFactor',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('staff', fields.OneToOneField('models.Staff', source_field='staff_id', db_constraint=True, to_field='id', related_name='second_factor', on_delete=OnDelete.RESTRICT)),
                ('secret_sealed', fields.BinaryField()),
                ('begun_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('confirmed_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('last_step', fields.BigIntField()),
            ],
            options={'table': 'second_factor', 'app': 'models', 'pk_attr': 'id', 'table_description': 'An authenticator (RFC 6238). It counts once its owner has shown a code of it.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='RecoveryCode',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('staff', fields.ForeignKeyField('models.Staff', source_field='staff_id', db_constraint=True, to_field='id', related_name='recovery_codes', on_delete=OnDelete.RESTRICT)),
                ('code_index', fields.CharField(max_length=64)),
                ('used_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'recovery_code', 'app': 'models', 'unique_together': (('staff', 'code_index'),), 'pk_attr': 'id', 'table_description': 'A way in once the authenticator is lost. Each works once.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='SignInRest',
            fields=[
                ('key', fields.CharField(primary_key=True, unique=True, db_index=True, max_length=64)),
                ('tries', fields.BigIntField()),
                ('failures', fields.IntField()),
                ('since', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('last_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('rest_until', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'sign_in_rest', 'app': 'models', 'indexes': [Index(fields=['last_at'])], 'pk_attr': 'key', 'table_description': 'One login (there or not) or one address, under its blind index. Right answers delete it.'},
            bases=['Model'],
        ),
        AddChecks(
            'sign_in_rest',
            {
                'sign_in_rest_counted': 'tries > 0 AND failures >= 0',
            },
        ),
        ops.CreateModel(
            name='NetworkList',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('bureau', fields.OneToOneField('models.Bureau', source_field='bureau_id', null=True, db_constraint=True, to_field='id', related_name='networks', on_delete=OnDelete.RESTRICT)),
                ('institution', fields.OneToOneField('models.Institution', source_field='institution_id', null=True, db_constraint=True, to_field='id', related_name='networks', on_delete=OnDelete.RESTRICT)),
                ('hall', fields.OneToOneField('models.Hall', source_field='hall_id', null=True, db_constraint=True, to_field='id', related_name='networks', on_delete=OnDelete.RESTRICT)),
                ('rows', fields.TextField(unique=False)),
                ('version', fields.IntField(default=1)),
                ('changed_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('changed_by', fields.ForeignKeyField('models.Staff', source_field='changed_by_id', null=True, db_constraint=True, to_field='id', related_name='networks', on_delete=OnDelete.RESTRICT)),
            ],
            options={'table': 'network_list', 'app': 'models', 'pk_attr': 'id', 'table_description': 'The networks of one place. None, or none in it: from everywhere.'},
            bases=['Model'],
        ),
        AddChecks(
            'network_list',
            {
                'network_list_one_place': '(CASE WHEN bureau_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN institution_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN hall_id IS NULL THEN 0 ELSE 1 END) = 1',
            },
        ),
        ops.CreateModel(
            name='Duty',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('window', fields.ForeignKeyField('models.Window', source_field='window_id', db_constraint=True, to_field='id', related_name='duties', on_delete=OnDelete.RESTRICT)),
                ('officer', fields.ForeignKeyField('models.Staff', source_field='officer_id', db_constraint=True, to_field='id', related_name='duties', on_delete=OnDelete.RESTRICT)),
                ('starts_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('ends_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'duty', 'app': 'models', 'indexes': [Index(fields=['officer_id', 'starts_at']), Index(fields=['window_id', 'starts_at'])], 'pk_attr': 'id', 'table_description': 'One turn of an officer at a window.'},
            bases=['Model'],
        ),
        AddChecks(
            'duty',
            {
                'duty_order': 'starts_at < ends_at',
            },
        ),
    ]
