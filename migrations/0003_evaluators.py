"""Citizens: sealed identities, consents, sessions, and what is theirs to ask."""

from migrations._checks import AddChecks
from tortoise import migrations
from tortoise.fields.base import OnDelete
from tortoise.migrations import operations as ops
from uuid import uuid4
from tortoise import fields
from tortoise.indexes import Index


class Migration(migrations.Migration):
    dependencies = [('models', '0002_staff')]

    initial = False

    operations = [
        ops.CreateModel(
            name='Evaluator',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('document_type', fields.CharField(max_length=40)),
                ('document_index', fields.CharField(unique=True, max_length=64)),
                ('document_sealed', fields.BinaryField(null=True)),
                ('name_sealed', fields.BinaryField()),
                ('phone_sealed', fields.BinaryField(null=True)),
                ('phone_index', fields.CharField(null=True, max_length=64)),
                ('verified_by', fields.CharField(max_length=20)),
                ('verified_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('erased_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('child_until', fields.DateField(null=True)),
            ],
            options={'table': 'evaluator', 'app': 'models', 'pk_attr': 'id', 'table_description': 'A person with a verified real name. Nothing here can be read without the keys.'},
            bases=['Model'],
        ),
        AddChecks(
            'evaluator',
            {
                'evaluator_erased': "erased_at IS NULL OR (document_sealed IS NULL AND phone_sealed IS NULL AND phone_index IS NULL AND document_type = 'erased')",
            },
        ),
        ops.CreateModel(
            name='Consent',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('evaluator', fields.ForeignKeyField('models.Evaluator', source_field='evaluator_id', db_constraint=True, to_field='id', related_name='consents', on_delete=OnDelete.RESTRICT)),
                ('purpose', fields.CharField(max_length=20)),
                ('version', fields.CharField(max_length=20)),
                ('given_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('withdrawn_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('recipient', fields.CharField(default='', db_default='', max_length=20)),
                ('given_by', fields.ForeignKeyField('models.Evaluator', source_field='given_by_id', null=True, db_constraint=True, to_field='id', related_name='given', on_delete=OnDelete.RESTRICT)),
            ],
            options={'table': 'consent', 'app': 'models', 'indexes': [Index(fields=['evaluator_id', 'purpose']), Index(fields=['given_by_id'])], 'pk_attr': 'id', 'table_description': 'A consent of an evaluator, withdrawn ones stay with both dates.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='WechatAccount',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('openid_index', fields.CharField(unique=True, max_length=64)),
                ('openid_sealed', fields.BinaryField()),
                ('evaluator', fields.ForeignKeyField('models.Evaluator', source_field='evaluator_id', null=True, db_constraint=True, to_field='id', related_name='accounts', on_delete=OnDelete.RESTRICT)),
                ('created_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'wechat_account', 'app': 'models', 'indexes': [Index(fields=['evaluator_id'])], 'pk_attr': 'id', 'table_description': 'An openid, sealed, bound to an evaluator once the real name is verified.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='CitizenSession',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('token_hash', fields.CharField(unique=True, max_length=64)),
                ('account', fields.ForeignKeyField('models.WechatAccount', source_field='account_id', null=True, db_constraint=True, to_field='id', related_name='sessions', on_delete=OnDelete.RESTRICT)),
                ('evaluator', fields.ForeignKeyField('models.Evaluator', source_field='evaluator_id', null=True, db_constraint=True, to_field='id', related_name='sessions', on_delete=OnDelete.RESTRICT)),
                ('created_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('expires_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('revoked_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('address_index', fields.CharField(null=True, max_length=16)),
                ('token_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('fresh', fields.BooleanField(default=False, db_default=False)),
                ('seen_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('client', fields.CharField(default='', db_default='', max_length=40)),
            ],
            options={'table': 'citizen_session', 'app': 'models', 'pk_attr': 'id', 'table_description': 'A session, the token itself is never stored.', 'indexes': [Index(fields=['evaluator_id'])]},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='SpentToken',
            fields=[
                ('token_hash', fields.CharField(primary_key=True, unique=True, db_index=True, max_length=64)),
                ('session', fields.ForeignKeyField('models.CitizenSession', source_field='session_id', db_constraint=True, to_field='id', related_name='spent', on_delete=OnDelete.RESTRICT)),
                ('spent_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'spent_token', 'app': 'models', 'indexes': [Index(fields=['session_id']), Index(fields=['spent_at'])], 'pk_attr': 'token_hash', 'table_description': 'A token of a phone that another took the place of: shown again, it may have been stolen.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='SignInFlow',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('state_hash', fields.CharField(unique=True, max_length=64)),
                ('way', fields.CharField(max_length=10)),
                ('account', fields.ForeignKeyField('models.WechatAccount', source_field='account_id', null=True, db_constraint=True, to_field='id', related_name='flows', on_delete=OnDelete.RESTRICT)),
                ('person_sealed', fields.BinaryField(null=True)),
                ('notice_version', fields.CharField(default='', max_length=20)),
                ('expires_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('used_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'sign_in_flow', 'app': 'models', 'pk_attr': 'id', 'table_description': 'One start of a verification, used once, and only until it expires.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='GuardianCode',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('child', fields.OneToOneField('models.Evaluator', source_field='child_id', db_constraint=True, to_field='id', related_name='guardian_code', on_delete=OnDelete.RESTRICT)),
                ('code_index', fields.CharField(unique=True, max_length=64)),
                ('until', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'guardian_code', 'app': 'models', 'pk_attr': 'id', 'table_description': 'One code of one child. A new one takes the place of the last.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Deletion',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('evaluator', fields.ForeignKeyField('models.Evaluator', source_field='evaluator_id', db_constraint=True, to_field='id', related_name='deletions', on_delete=OnDelete.RESTRICT)),
                ('asked_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('due_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('active', fields.SmallIntField(null=True)),
                ('undone_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('done_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'deletion', 'app': 'models', 'unique_together': (('evaluator', 'active'),), 'indexes': [Index(fields=['active', 'due_at'])], 'pk_attr': 'id', 'table_description': 'Waits until `due_at`, then it is undone or done. `active` while it waits, one a person.'},
            bases=['Model'],
        ),
        AddChecks(
            'deletion',
            {
                'deletion_active': 'active IS NULL OR active = 1',
                'deletion_ended': '(active IS NULL) = (undone_at IS NOT NULL OR done_at IS NOT NULL)',
                'deletion_one_end': 'undone_at IS NULL OR done_at IS NULL',
            },
        ),
    ]
