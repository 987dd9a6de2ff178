"""Invitations by text message and their answers, and ratings by a verified number."""

from uuid import uuid4

from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.indexes import Index
from tortoise.migrations import operations as ops

from migrations._checks import AddChecks, ReplaceChecks

CHECKS = {
    "sms_invitation": {
        "sms_invitation_state": "state IN ('waiting', 'asked', 'answered', 'stopped', 'dropped', "
        "'failed')",
        "sms_invitation_open": "(open IS NULL OR open = 1) AND "
        "(state IN ('waiting', 'asked')) = (open IS NOT NULL)",
        "sms_invitation_sent": "state NOT IN ('asked', 'answered') OR sent_at IS NOT NULL",
    },
    "sms_reply": {
        "sms_reply_outcome": "outcome IN ('new', 'rated', 'again', 'silent', 'over', 'stopped', "
        "'stranger')",
        "sms_reply_turn": "(outcome <> 'again' OR turn IS NOT NULL) AND "
        "(turn IS NULL OR outcome IN ('again', 'over'))",
    },
}
# Of a text message is known whose number was verified; of a call, at most the number.
REPLACED = {
    "rating_identity_basis": "identity_basis IN ('self_verified', 'case_applicant', "
    "'partner_asserted', 'phone_number', 'verified_phone', 'proxy_entered', 'none')",
    "rating_by_phone": "(channel NOT IN ('hotline', 'sms') OR origin = 'partner') AND "
    "(identity_basis <> 'phone_number' OR channel = 'hotline') AND "
    "(identity_basis <> 'verified_phone' OR channel = 'sms')",
    "rating_partner_asserts": "origin <> 'partner' OR "
    "(\"key\" IS NOT NULL AND session_id IS NULL AND ("
    "(identity_basis IN ('partner_asserted', 'phone_number') AND evaluator_id IS NULL) OR "
    "(identity_basis = 'verified_phone' AND evaluator_id IS NOT NULL)))",
}
OWN = {'db_constraint': True, 'to_field': 'id', 'on_delete': OnDelete.RESTRICT}


def key():
    return fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)


def moment(**values):
    return fields.DatetimeField(auto_now=False, auto_now_add=False, **values)


class Migration(migrations.Migration):
    dependencies = [('models', '0064_service_imports')]

    initial = False

    operations = [
        ops.CreateModel(
            name='SmsInvitation',
            fields=[
                ('id', key()),
                ('service_record', fields.OneToOneField('models.ServiceRecord', source_field='service_record_id', related_name='sms_invitation', **OWN)),
                ('evaluator', fields.ForeignKeyField('models.Evaluator', source_field='evaluator_id', related_name='sms_invitations', **OWN)),
                ('consent', fields.ForeignKeyField('models.Consent', source_field='consent_id', related_name='sms_invitations', **OWN)),
                ('phone_index', fields.CharField(null=True, max_length=64)),
                ('extension', fields.CharField(max_length=4)),
                ('day', fields.DateField()),
                ('ordinal', fields.SmallIntField(null=True)),
                ('state', fields.CharField(max_length=10)),
                ('open', fields.SmallIntField(null=True)),
                ('reason', fields.CharField(default='', max_length=40)),
                ('segments', fields.SmallIntField(null=True)),
                ('listed_at', moment()),
                ('sent_at', moment(null=True)),
                ('until', moment()),
            ],
            options={'table': 'sms_invitation', 'app': 'models', 'unique_together': (('phone_index', 'day', 'ordinal'), ('phone_index', 'extension', 'open')), 'indexes': [Index(fields=['phone_index', 'listed_at']), Index(fields=['day'])], 'pk_attr': 'id', 'table_description': 'The one text message about a service, to who chose to get them.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='SmsReply',
            fields=[
                ('id', key()),
                ('partner', fields.ForeignKeyField('models.Partner', source_field='partner_id', related_name='sms_replies', **OWN)),
                ('number', fields.CharField(max_length=64)),
                ('invitation', fields.ForeignKeyField('models.SmsInvitation', source_field='invitation_id', null=True, related_name='replies', **OWN)),
                ('outcome', fields.CharField(max_length=10)),
                ('turn', fields.SmallIntField(null=True)),
                ('received_at', moment()),
            ],
            options={'table': 'sms_reply', 'app': 'models', 'unique_together': (('partner', 'number'), ('invitation', 'turn')), 'indexes': [Index(fields=['received_at'])], 'pk_attr': 'id', 'table_description': 'One answer, by the number the operator has for it, without its words.'},
            bases=['Model'],
        ),
        ReplaceChecks("rating", REPLACED),
        ReplaceChecks("phone_question", {"phone_question_channel": "channel = 'hotline'"}),
        *(AddChecks(table, checks) for table, checks in CHECKS.items()),
    ]
