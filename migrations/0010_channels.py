"""Hotline, kiosks, paper, text messages and files of services."""

from migrations._checks import AddChecks
from tortoise import migrations
from tortoise.fields.base import OnDelete
from tortoise.migrations import operations as ops
from uuid import uuid4
from tortoise import fields
from tortoise.indexes import Index


class Migration(migrations.Migration):
    dependencies = [('models', '0009_partners')]

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
        AddChecks(
            'phone_question',
            {
                'phone_question_channel': "channel = 'hotline'",
                'phone_question_state': "state IN ('asking', 'rated', 'silent', 'wrong', 'refused')",
                'phone_question_done': "(state = 'asking') = (done_at IS NULL)",
                'phone_question_basis': "identity_basis IN ('partner_asserted', 'phone_number')",
            },
        ),
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
        AddChecks(
            'kiosk',
            {
                'kiosk_active': 'active IS NULL OR active = 1',
                'kiosk_revoked': '(active IS NULL) = (revoked_at IS NOT NULL)',
                'kiosk_code': '(code_index IS NULL) = (code_until IS NULL)',
                'kiosk_paired': '(token_hash IS NULL) = (paired_at IS NULL)',
                'kiosk_paired_once': 'code_index IS NULL OR token_hash IS NULL',
            },
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
        AddChecks(
            'kiosk_session',
            {
                'kiosk_session_one_way': '(CASE WHEN link_hash IS NULL THEN 0 ELSE 1 END) + (CASE WHEN citizen_session_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN voucher_id IS NULL THEN 0 ELSE 1 END) = 1',
            },
        ),
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
        AddChecks(
            'paper_slip',
            {
                'paper_slip_state': "state IN ('blank', 'first', 'differs', 'agreed', 'done', 'set_aside')",
                'paper_slip_done': "(state = 'done') = (rating_id IS NOT NULL)",
                'paper_slip_service': "state NOT IN ('agreed', 'done') OR service_record_id IS NOT NULL",
                'paper_slip_reason': "(state = 'set_aside') = (reason <> '')",
            },
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
        AddChecks(
            'paper_entry',
            {
                'paper_entry_turn': 'turn IN (1, 2, 3)',
            },
        ),
        ops.CreateModel(
            name='SmsInvitation',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('service_record', fields.OneToOneField('models.ServiceRecord', source_field='service_record_id', db_constraint=True, to_field='id', related_name='sms_invitation', on_delete=OnDelete.RESTRICT)),
                ('evaluator', fields.ForeignKeyField('models.Evaluator', source_field='evaluator_id', db_constraint=True, to_field='id', related_name='sms_invitations', on_delete=OnDelete.RESTRICT)),
                ('consent', fields.ForeignKeyField('models.Consent', source_field='consent_id', db_constraint=True, to_field='id', related_name='sms_invitations', on_delete=OnDelete.RESTRICT)),
                ('phone_index', fields.CharField(null=True, max_length=64)),
                ('extension', fields.CharField(max_length=4)),
                ('day', fields.DateField()),
                ('ordinal', fields.SmallIntField(null=True)),
                ('state', fields.CharField(max_length=10)),
                ('open', fields.SmallIntField(null=True)),
                ('reason', fields.CharField(default='', max_length=40)),
                ('segments', fields.SmallIntField(null=True)),
                ('listed_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('sent_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('until', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'sms_invitation', 'app': 'models', 'unique_together': (('phone_index', 'day', 'ordinal'), ('phone_index', 'extension', 'open')), 'indexes': [Index(fields=['phone_index', 'listed_at']), Index(fields=['day'])], 'pk_attr': 'id', 'table_description': 'The one text message about a service, to who chose to get them.'},
            bases=['Model'],
        ),
        AddChecks(
            'sms_invitation',
            {
                'sms_invitation_state': "state IN ('waiting', 'asked', 'answered', 'unanswered', 'stopped', 'dropped', 'failed')",
                'sms_invitation_open': "(open IS NULL OR open = 1) AND (state IN ('waiting', 'asked')) = (open IS NOT NULL)",
                'sms_invitation_sent': "state NOT IN ('asked', 'answered', 'unanswered') OR sent_at IS NOT NULL",
            },
        ),
        ops.CreateModel(
            name='SmsReply',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('partner', fields.ForeignKeyField('models.Partner', source_field='partner_id', db_constraint=True, to_field='id', related_name='sms_replies', on_delete=OnDelete.RESTRICT)),
                ('number', fields.CharField(max_length=64)),
                ('invitation', fields.ForeignKeyField('models.SmsInvitation', source_field='invitation_id', null=True, db_constraint=True, to_field='id', related_name='replies', on_delete=OnDelete.RESTRICT)),
                ('outcome', fields.CharField(max_length=10)),
                ('turn', fields.SmallIntField(null=True)),
                ('received_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'sms_reply', 'app': 'models', 'unique_together': (('partner', 'number'), ('invitation', 'turn')), 'indexes': [Index(fields=['received_at'])], 'pk_attr': 'id', 'table_description': 'One answer, by the number the operator has for it, without its words.'},
            bases=['Model'],
        ),
        AddChecks(
            'sms_reply',
            {
                'sms_reply_outcome': "outcome IN ('new', 'rated', 'again', 'silent', 'over', 'stopped', 'stranger')",
                'sms_reply_turn': "(outcome <> 'again' OR turn IS NOT NULL) AND (turn IS NULL OR outcome IN ('again', 'over'))",
            },
        ),
        ops.CreateModel(
            name='ServiceImport',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('staff', fields.ForeignKeyField('models.Staff', source_field='staff_id', db_constraint=True, to_field='id', related_name='service_imports', on_delete=OnDelete.RESTRICT)),
                ('scope', fields.CharField(max_length=140)),
                ('state', fields.CharField(default='waiting', max_length=10)),
                ('uploaded_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('file_hash', fields.CharField(max_length=64)),
                ('size', fields.IntField()),
                ('content_sealed', fields.BinaryField(null=True)),
                ('error', fields.CharField(default='', max_length=30)),
                ('rows_total', fields.IntField(null=True)),
                ('rows_done', fields.IntField(default=0)),
                ('good', fields.IntField(default=0)),
                ('known', fields.IntField(default=0)),
                ('bad', fields.IntField(default=0)),
                ('taken', fields.IntField(default=0)),
                ('overdue', fields.IntField(default=0)),
                ('turns', fields.IntField(default=0)),
                ('turn_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('failures', fields.SmallIntField(default=0)),
                ('applied_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('undone_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'service_import', 'app': 'models', 'indexes': [Index(fields=['state', 'turn_at']), Index(fields=['scope', 'uploaded_at']), Index(fields=['uploaded_at'])], 'pk_attr': 'id', 'table_description': 'Who, when, which file (SHA-256), how many rows of each kind. The row outlives the file.'},
            bases=['Model'],
        ),
        AddChecks(
            'service_import',
            {
                'service_import_state': "state IN ('waiting', 'checking', 'refused', 'ready', 'discarded', 'applying', 'applied', 'undone')",
                'service_import_content': "(state IN ('waiting', 'checking')) = (content_sealed IS NOT NULL)",
                'service_import_applied': "(state IN ('applied', 'undone')) = (applied_at IS NOT NULL)",
                'service_import_undone': "(state = 'undone') = (undone_at IS NOT NULL)",
            },
        ),
        ops.CreateModel(
            name='ServiceImportRow',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('file', fields.ForeignKeyField('models.ServiceImport', source_field='file_id', db_constraint=True, to_field='id', related_name='rows', on_delete=OnDelete.RESTRICT)),
                ('number', fields.IntField()),
                ('uploaded_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('outcome', fields.CharField(max_length=10)),
                ('project_number', fields.CharField(max_length=64)),
                ('problems', fields.TextField(default='', unique=False)),
                ('cells_sealed', fields.BinaryField(null=True)),
            ],
            options={'table': 'service_import_row', 'app': 'models', 'unique_together': (('file', 'number'),), 'indexes': [Index(fields=['file_id', 'outcome', 'number']), Index(fields=['uploaded_at'])], 'pk_attr': 'id', 'table_description': 'What was made of it. Its id is the one of the service record it becomes.'},
            bases=['Model'],
        ),
        AddChecks(
            'service_import_row',
            {
                'service_import_row_outcome': "outcome IN ('good', 'known', 'bad', 'taken')",
                'service_import_row_why': "(outcome = 'bad') = (problems <> '')",
            },
        ),
    ]
