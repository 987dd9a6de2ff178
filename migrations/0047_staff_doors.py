"""Doors of the office side: guesses counted, passwords of others' making, second factors."""

from uuid import uuid4

from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.indexes import Index
from tortoise.migrations import operations as ops

from migrations._checks import AddChecks


class Migration(migrations.Migration):
    dependencies = [('models', '0046_complaint_steps')]

    initial = False

    operations = [
        ops.AddField(
            model_name='Staff',
            name='password_initial',
            field=fields.BooleanField(default=False, db_default=False),
        ),
        ops.AddField(
            model_name='Staff',
            name='password_set_at',
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name='StaffSession',
            name='seen_at',
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name='StaffSession',
            name='place_index',
            field=fields.CharField(default='', db_default='', max_length=16),
        ),
        ops.AddField(
            model_name='StaffSession',
            name='client',
            field=fields.CharField(default='', db_default='', max_length=40),
        ),
        ops.AddIndex(model_name='StaffSession', index=Index(fields=['staff_id', 'created_at'])),
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
        AddChecks("sign_in_rest", {"sign_in_rest_counted": "tries > 0 AND failures >= 0"}),
    ]
