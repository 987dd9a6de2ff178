"""Questions answered by a key, and ratings whose only proof of a person is a telephone."""

from uuid import uuid4

from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.migrations import operations as ops

from migrations._checks import AddChecks, ReplaceChecks

CHECKS = {
    "phone_question": {
        "phone_question_channel": "channel IN ('hotline', 'sms')",
        "phone_question_state": "state IN ('asking', 'rated', 'silent', 'wrong', 'refused')",
        "phone_question_done": "(state = 'asking') = (done_at IS NULL)",
        "phone_question_basis": "identity_basis IN ('partner_asserted', 'phone_number')",
    },
    # What a telephone proves is its number: nowhere else, and never more than that.
    "rating": {
        "rating_by_phone": "(channel NOT IN ('hotline', 'sms') OR origin = 'partner') AND "
        "(identity_basis <> 'phone_number' OR channel IN ('hotline', 'sms'))",
    },
}
REPLACED = {
    "rating_partner_asserts": "origin <> 'partner' OR "
    "(identity_basis IN ('partner_asserted', 'phone_number') "
    "AND \"key\" IS NOT NULL AND evaluator_id IS NULL AND session_id IS NULL)",
}


class Migration(migrations.Migration):
    dependencies = [('models', '0044_links_of_vouchers')]

    initial = False

    operations = [
        ops.CreateModel(
            name='PhoneQuestion',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('service_record', fields.ForeignKeyField('models.ServiceRecord', source_field='service_record_id', db_constraint=True, to_field='id', related_name='phone_questions', on_delete=OnDelete.RESTRICT)),
                ('channel', fields.CharField(max_length=20)),
                ('partner', fields.ForeignKeyField('models.Partner', source_field='partner_id', db_constraint=True, to_field='id', related_name='phone_questions', on_delete=OnDelete.RESTRICT)),
                ('number', fields.CharField(max_length=64)),
                ('identity_basis', fields.CharField(max_length=20)),
                ('turns', fields.SmallIntField(default=0)),
                ('state', fields.CharField(max_length=10)),
                ('asked_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('done_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'phone_question', 'app': 'models', 'unique_together': (('service_record', 'channel'),), 'pk_attr': 'id', 'table_description': 'One question a service and channel, with how often a key was no grade.'},
            bases=['Model'],
        ),
        ReplaceChecks("rating", REPLACED),
        *(AddChecks(table, checks) for table, checks in CHECKS.items()),
    ]
