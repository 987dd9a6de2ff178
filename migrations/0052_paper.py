"""Sheets of paper to rate on, and what two people read on each."""

from uuid import uuid4

from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.indexes import Index
from tortoise.migrations import operations as ops

from migrations._checks import AddChecks

CHECKS = {
    "paper_slip": {
        "paper_slip_state": "state IN ('blank', 'first', 'differs', 'agreed', 'done', 'set_aside')",
        "paper_slip_done": "(state = 'done') = (rating_id IS NOT NULL)",
        "paper_slip_service": "state NOT IN ('agreed', 'done') OR service_record_id IS NOT NULL",
        "paper_slip_reason": "(state = 'set_aside') = (reason <> '')",
    },
    "paper_entry": {"paper_entry_turn": "turn IN (1, 2, 3)"},
    # What clerks typed in is paper and nothing else, and nothing else has clerks.
    "rating": {
        "rating_paper_only": "(origin = 'paper') = (first_clerk_id IS NOT NULL) AND "
        "(origin = 'paper') = (second_clerk_id IS NOT NULL)",
        "rating_paper_channel": "origin <> 'paper' OR (channel = 'paper' AND "
        "evaluator_id IS NULL AND session_id IS NULL AND \"key\" IS NOT NULL)",
        "rating_proxy_entered": "identity_basis <> 'proxy_entered' OR origin = 'paper'",
    },
}


class Migration(migrations.Migration):
    dependencies = [('models', '0051_exchange_files')]

    initial = False

    operations = [
        ops.CreateModel(
            name='PaperSlip',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('number', fields.CharField(unique=True, max_length=10)),
                ('batch', fields.UUIDField()),
                ('window', fields.ForeignKeyField('models.Window', source_field='window_id', db_constraint=True, to_field='id', related_name='paper_slips', on_delete=OnDelete.RESTRICT)),
                ('printed_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('printed_by', fields.ForeignKeyField('models.Staff', source_field='printed_by_id', db_constraint=True, to_field='id', related_name='paper_slips', on_delete=OnDelete.RESTRICT)),
                ('state', fields.CharField(max_length=10)),
                ('changed_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('service_record', fields.OneToOneField('models.ServiceRecord', source_field='service_record_id', null=True, db_constraint=True, to_field='id', related_name='paper_slip', on_delete=OnDelete.RESTRICT)),
                ('rating', fields.OneToOneField('models.Rating', source_field='rating_id', null=True, db_constraint=True, to_field='id', related_name='paper_slip', on_delete=OnDelete.RESTRICT)),
                ('reason', fields.CharField(default='', max_length=200)),
            ],
            options={'table': 'paper_slip', 'app': 'models', 'indexes': [Index(fields=['window_id', 'state']), Index(fields=['state', 'changed_at']), Index(fields=['batch'])], 'pk_attr': 'id', 'table_description': 'One sheet is one rating at most, and a service has one sheet at most.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='PaperEntry',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('slip', fields.ForeignKeyField('models.PaperSlip', source_field='slip_id', db_constraint=True, to_field='id', related_name='entries', on_delete=OnDelete.RESTRICT)),
                ('turn', fields.SmallIntField()),
                ('clerk', fields.ForeignKeyField('models.Staff', source_field='clerk_id', db_constraint=True, to_field='id', related_name='paper_entries', on_delete=OnDelete.RESTRICT)),
                ('person', fields.CharField(max_length=64)),
                ('project_number', fields.CharField(max_length=64)),
                ('service_number', fields.SmallIntField()),
                ('written_on', fields.DateField()),
                ('grade', fields.CharField(max_length=20)),
                ('tags', fields.CharField(default='', max_length=60)),
                ('at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'paper_entry', 'app': 'models', 'unique_together': (('slip', 'turn'), ('slip', 'person')), 'pk_attr': 'id', 'table_description': 'Each turn once, and no person twice, a second account is the same person.'},
            bases=['Model'],
        ),
        *(AddChecks(table, checks) for table, checks in CHECKS.items()),
    ]
