"""Partners: keys that overlap, scope, networks and limits; what they told by day."""

from uuid import uuid4

from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.indexes import Index
from tortoise.migrations import operations as ops

from migrations._checks import AddChecks

PARTNER = ('models.Partner', {'source_field': 'partner_id', 'db_constraint': True, 'to_field': 'id', 'on_delete': OnDelete.RESTRICT})


def own(related_name):
    name, values = PARTNER
    return fields.ForeignKeyField(name, related_name=related_name, **values)


def key():
    return fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)


class Migration(migrations.Migration):
    dependencies = [('models', '0053_signed_entries')]

    initial = False

    operations = [
        ops.RunSQL('CREATE TABLE partner_before AS SELECT id, key_id, secret_sealed, expires_at FROM partner'),
        # SQLite makes the table anew, which nothing may point to meanwhile.
        ops.RunSQL('CREATE TABLE phone_question_before AS SELECT * FROM phone_question'),
        ops.RunSQL('DELETE FROM phone_question'),
        *(ops.RemoveField(model_name='Partner', name=name) for name in ('key_id', 'secret_sealed', 'expires_at')),
        ops.RunSQL('INSERT INTO phone_question SELECT * FROM phone_question_before'),
        ops.RunSQL('DROP TABLE phone_question_before'),
        ops.AddField(model_name='Partner', name='contact', field=fields.CharField(default='', db_default='', max_length=60)),
        ops.AddField(model_name='Partner', name='scope', field=fields.CharField(default='', db_default='', max_length=200)),
        ops.AddField(model_name='Partner', name='networks', field=fields.CharField(default='', db_default='', max_length=400)),
        ops.AddField(model_name='Partner', name='calls_a_minute', field=fields.IntField(default=600, db_default=600)),
        ops.AddField(model_name='Partner', name='suspended_at', field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
        ops.AddField(model_name='Partner', name='version', field=fields.IntField(default=1, db_default=1)),
        ops.CreateModel(
            name='PartnerKey',
            fields=[
                ('id', key()),
                ('partner', own('keys')),
                ('key_id', fields.CharField(unique=True, max_length=40)),
                ('kind', fields.CharField(max_length=10)),
                ('secret_sealed', fields.BinaryField(null=True)),
                ('public_key', fields.CharField(default='', db_default='', max_length=130)),
                ('made_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('made_by', fields.ForeignKeyField('models.Staff', source_field='made_by_id', null=True, db_constraint=True, to_field='id', related_name='partner_keys', on_delete=OnDelete.RESTRICT)),
                ('expires_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('revoked_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'partner_key', 'app': 'models', 'indexes': [Index(fields=['partner_id'])], 'pk_attr': 'id', 'table_description': 'A shared secret, sealed, or the public half of a pair whose private half never came here.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='PartnerDay',
            fields=[
                ('id', key()),
                ('partner', own('days')),
                ('day', fields.DateField()),
                ('endpoint', fields.CharField(max_length=40)),
                ('code', fields.CharField(max_length=40)),
                ('contacts', fields.IntField()),
                ('rows', fields.IntField()),
                ('last_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'partner_day', 'app': 'models', 'unique_together': (('partner', 'day', 'endpoint', 'code'),), 'pk_attr': 'id', 'table_description': 'Requests and rows of one endpoint that ended in one code, an empty one if all is well.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='PartnerRefusal',
            fields=[
                ('id', key()),
                ('partner', own('refusals')),
                ('at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('endpoint', fields.CharField(max_length=40)),
                ('number', fields.CharField(max_length=80)),
                ('code', fields.CharField(max_length=40)),
                ('place', fields.CharField(max_length=80)),
            ],
            options={'table': 'partner_refusal', 'app': 'models', 'indexes': [Index(fields=['partner_id', 'at']), Index(fields=['at'])], 'pk_attr': 'id', 'table_description': 'One refused row, kept for some days so that both sides can look at it.'},
            bases=['Model'],
        ),
        # The one secret a partner had is its first key; it tells what it told before.
        ops.RunSQL(
            'INSERT INTO partner_key (id, partner_id, key_id, kind, secret_sealed, expires_at) '
            "SELECT id, id, key_id, 'secret', secret_sealed, expires_at FROM partner_before"
        ),
        ops.RunSQL(
            "UPDATE partner SET scope = CASE party WHEN 'complaint_platform' THEN 'complaints' "
            "WHEN 'hotline' THEN 'calls' ELSE 'calls,services' END"
        ),
        ops.RunSQL('DROP TABLE partner_before'),
        AddChecks('partner_key', {
            'partner_key_kind': "kind IN ('secret', 'sm2', 'ed25519')",
            'partner_key_half': "(kind = 'secret') = (secret_sealed IS NOT NULL) AND (kind = 'secret') = (public_key = '')",
        }),
        AddChecks('partner', {'partner_calls': 'calls_a_minute > 0'}),
    ]
