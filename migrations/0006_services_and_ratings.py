"""Ended services, the one rating of each, and what hangs on it."""

from migrations._checks import AddChecks
from tortoise import migrations
from tortoise.fields.base import OnDelete
from tortoise.migrations import operations as ops
from uuid import uuid4
from tortoise import fields
from tortoise.indexes import Index


class Migration(migrations.Migration):
    dependencies = [('models', '0005_maintaining_places')]

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
        AddChecks(
            'rating_device',
            {
                'rating_device_active': 'active IS NULL OR active = 1',
                'rating_device_revoked': '(active IS NULL) = (revoked_at IS NOT NULL)',
                'rating_device_code': '(code_index IS NULL) = (code_until IS NULL)',
                'rating_device_paired': '(token_hash IS NULL) = (paired_at IS NULL)',
                'rating_device_paired_once': 'code_index IS NULL OR token_hash IS NULL',
            },
        ),
        ops.CreateModel(
            name='ServiceRecord',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('project_number', fields.CharField(max_length=64)),
                ('service_number', fields.SmallIntField()),
                ('source', fields.CharField(max_length=20)),
                ('institution', fields.ForeignKeyField('models.Institution', source_field='institution_id', db_constraint=True, to_field='id', related_name='services', on_delete=OnDelete.RESTRICT)),
                ('bureau', fields.ForeignKeyField('models.Bureau', source_field='bureau_id', db_constraint=True, to_field='id', related_name='services', on_delete=OnDelete.RESTRICT)),
                ('hall', fields.ForeignKeyField('models.Hall', source_field='hall_id', null=True, db_constraint=True, to_field='id', related_name='services', on_delete=OnDelete.RESTRICT)),
                ('window', fields.ForeignKeyField('models.Window', source_field='window_id', null=True, db_constraint=True, to_field='id', related_name='services', on_delete=OnDelete.RESTRICT)),
                ('item', fields.ForeignKeyField('models.ServiceItem', source_field='item_id', null=True, db_constraint=True, to_field='id', related_name='services', on_delete=OnDelete.RESTRICT)),
                ('officer', fields.ForeignKeyField('models.Staff', source_field='officer_id', null=True, db_constraint=True, to_field='id', related_name='services', on_delete=OnDelete.RESTRICT)),
                ('applicant_index', fields.CharField(null=True, max_length=64)),
                ('applicant_sealed', fields.BinaryField(null=True)),
                ('agent_index', fields.CharField(null=True, max_length=64)),
                ('agent_sealed', fields.BinaryField(null=True)),
                ('ended_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('default_due_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('rule_set', fields.CharField(max_length=40)),
                ('key', fields.CharField(null=True, max_length=64)),
                ('walk_in_evaluator', fields.ForeignKeyField('models.Evaluator', source_field='walk_in_evaluator_id', null=True, db_constraint=True, to_field='id', related_name='walk_ins', on_delete=OnDelete.RESTRICT)),
                ('walk_in_day', fields.DateField(null=True)),
                ('walk_in_ordinal', fields.SmallIntField(null=True)),
                ('typed', fields.BooleanField(default=False)),
                ('point', fields.CharField(default='', db_default='', max_length=20)),
            ],
            options={'table': 'service_record', 'app': 'models', 'unique_together': (('project_number', 'service_number'), ('officer', 'key'), ('walk_in_evaluator', 'walk_in_day', 'window'), ('walk_in_evaluator', 'walk_in_day', 'walk_in_ordinal')), 'indexes': [Index(fields=['applicant_index', 'ended_at']), Index(fields=['agent_index', 'ended_at']), Index(fields=['officer_id', 'ended_at']), Index(fields=['institution_id', 'ended_at']), Index(fields=['default_due_at', 'id']), Index(fields=['ended_at']), Index(fields=['window_id', 'ended_at'])], 'pk_attr': 'id', 'table_description': 'An ended service with everything a rating is attributed to, frozen at its end.'},
            bases=['Model'],
        ),
        ops.RunSQL(
            sql='CREATE UNIQUE INDEX "service_record_one_a_point" ON "service_record" ("project_number", "point") WHERE "point" <> \'\'',
            reverse_sql='DROP INDEX "service_record_one_a_point"',
        ),
        AddChecks(
            'service_record',
            {
                'service_walk_in': "walk_in_evaluator_id IS NULL OR source = 'walk_in'",
                'service_walk_in_day': "(walk_in_evaluator_id IS NULL) = (walk_in_day IS NULL) AND (source <> 'walk_in' OR walk_in_evaluator_id IS NOT NULL OR window_id IS NULL)",
                'service_walk_in_ordinal': '(walk_in_evaluator_id IS NULL) = (walk_in_ordinal IS NULL)',
                'service_walk_in_no_officer': "source <> 'walk_in' OR officer_id IS NULL",
                'service_walk_in_no_default': "(source = 'walk_in') = (default_due_at IS NULL)",
            },
        ),
        ops.CreateModel(
            name='Invitation',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('service_record', fields.OneToOneField('models.ServiceRecord', source_field='service_record_id', db_constraint=True, to_field='id', related_name='invitation', on_delete=OnDelete.RESTRICT)),
                ('invited_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('device', fields.ForeignKeyField('models.RatingDevice', source_field='device_id', null=True, db_constraint=True, to_field='id', related_name='invitations', on_delete=OnDelete.RESTRICT)),
                ('token_hash', fields.CharField(null=True, max_length=64)),
            ],
            options={'table': 'invitation', 'app': 'models', 'pk_attr': 'id', 'table_description': 'The one invitation of an ended service, written in the same commit.', 'indexes': [Index(fields=['device_id', 'invited_at']), Index(fields=['invited_at'])]},
            bases=['Model'],
        ),
        AddChecks(
            'invitation',
            {
                'invitation_device': '(device_id IS NULL) = (token_hash IS NULL)',
            },
        ),
        ops.CreateModel(
            name='Voucher',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('service_record', fields.OneToOneField('models.ServiceRecord', source_field='service_record_id', db_constraint=True, to_field='id', related_name='voucher', on_delete=OnDelete.RESTRICT)),
                ('turn', fields.SmallIntField()),
                ('code_index', fields.CharField(unique=True, max_length=64)),
                ('issued_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('until', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('link_hash', fields.CharField(null=True, unique=True, max_length=64)),
            ],
            options={'table': 'voucher', 'app': 'models', 'pk_attr': 'id', 'table_description': 'The one voucher of a service, only the index of its code is stored.'},
            bases=['Model'],
        ),
        AddChecks(
            'voucher',
            {
                'voucher_time': 'issued_at < until',
            },
        ),
        ops.CreateModel(
            name='Rating',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('service_record', fields.ForeignKeyField('models.ServiceRecord', source_field='service_record_id', db_constraint=True, to_field='id', related_name='ratings', on_delete=OnDelete.RESTRICT)),
                ('ordinal', fields.SmallIntField()),
                ('opinion', fields.SmallIntField(null=True)),
                ('grade', fields.CharField(max_length=20)),
                ('origin', fields.CharField(max_length=10)),
                ('identity_basis', fields.CharField(max_length=20)),
                ('channel', fields.CharField(max_length=20)),
                ('rated_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('late', fields.BooleanField(default=False)),
                ('tags', fields.CharField(default='', max_length=60)),
                ('dimensions', fields.CharField(default='{}', max_length=300)),
                ('text', fields.CharField(default='', max_length=500)),
                ('anonymous', fields.BooleanField(default=True)),
                ('evaluator', fields.ForeignKeyField('models.Evaluator', source_field='evaluator_id', null=True, db_constraint=True, to_field='id', related_name='ratings', on_delete=OnDelete.RESTRICT)),
                ('session_id', fields.UUIDField(null=True)),
                ('device_id', fields.UUIDField(null=True)),
                ('service_token', fields.CharField(null=True, max_length=64)),
                ('partner_id', fields.UUIDField(null=True)),
                ('partner_message', fields.CharField(null=True, max_length=64)),
                ('first_clerk_id', fields.UUIDField(null=True)),
                ('second_clerk_id', fields.UUIDField(null=True)),
                ('due_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('key', fields.CharField(null=True, max_length=64)),
                ('receipt_number', fields.CharField(unique=True, max_length=20)),
                ('receipt_hash', fields.CharField(max_length=64)),
                ('superseded_by', fields.ForeignKeyField('models.Rating', source_field='superseded_by_id', null=True, db_constraint=True, to_field='id', related_name='supersedes', on_delete=OnDelete.RESTRICT)),
                ('excluded_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('written_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'rating', 'app': 'models', 'unique_together': (('service_record', 'ordinal'), ('service_record', 'opinion'), ('evaluator', 'key')), 'indexes': [Index(fields=['rated_at']), Index(fields=['grade', 'rated_at'])], 'pk_attr': 'id', 'table_description': 'A stored rating. Never changed, never deleted, superseded and excluded by reference.'},
            bases=['Model'],
        ),
        AddChecks(
            'rating',
            {
                'rating_grade': "grade IN ('very_satisfied', 'satisfied', 'basically_satisfied', 'dissatisfied', 'very_dissatisfied')",
                'rating_origin': "origin IN ('citizen', 'device', 'partner', 'paper', 'default')",
                'rating_citizen_proof': 'origin <> \'citizen\' OR (session_id IS NOT NULL AND evaluator_id IS NOT NULL AND "key" IS NOT NULL)',
                'rating_device_proof': "origin <> 'device' OR (device_id IS NOT NULL AND service_token IS NOT NULL)",
                'rating_partner_proof': "origin <> 'partner' OR (partner_id IS NOT NULL AND partner_message IS NOT NULL)",
                'rating_paper_proof': "origin <> 'paper' OR (first_clerk_id IS NOT NULL AND second_clerk_id IS NOT NULL AND first_clerk_id <> second_clerk_id AND identity_basis = 'proxy_entered')",
                'rating_default_proof': "origin <> 'default' OR (due_at IS NOT NULL AND grade = 'basically_satisfied' AND evaluator_id IS NULL AND session_id IS NULL AND tags = '' AND text = '' AND opinion IS NULL AND identity_basis = 'none')",
                'rating_opinion_counted': "origin = 'default' OR opinion IS NOT NULL",
                'rating_identity_basis': "identity_basis IN ('self_verified', 'case_applicant', 'partner_asserted', 'phone_number', 'verified_phone', 'proxy_entered', 'none')",
                'rating_device_only': "(origin = 'device' OR (channel = 'kiosk' AND origin <> 'partner')) = (device_id IS NOT NULL)",
                'rating_device_tap': 'origin <> \'device\' OR (channel IN (\'device\', \'kiosk\') AND identity_basis = \'case_applicant\' AND "key" IS NOT NULL AND evaluator_id IS NULL AND session_id IS NULL)',
                'rating_kiosk': "channel <> 'kiosk' OR origin IN ('citizen', 'device', 'partner')",
                'rating_partner_only': "(origin = 'partner') = (partner_id IS NOT NULL)",
                'rating_partner_asserts': 'origin <> \'partner\' OR ("key" IS NOT NULL AND session_id IS NULL AND ((identity_basis IN (\'partner_asserted\', \'phone_number\') AND evaluator_id IS NULL) OR (identity_basis = \'verified_phone\' AND evaluator_id IS NOT NULL)))',
                'rating_by_phone': "(channel NOT IN ('hotline', 'sms') OR origin = 'partner') AND (identity_basis <> 'phone_number' OR channel = 'hotline') AND (identity_basis <> 'verified_phone' OR channel = 'sms')",
                'rating_paper_only': "(origin = 'paper') = (first_clerk_id IS NOT NULL) AND (origin = 'paper') = (second_clerk_id IS NOT NULL)",
                'rating_paper_channel': 'origin <> \'paper\' OR (channel = \'paper\' AND evaluator_id IS NULL AND session_id IS NULL AND "key" IS NOT NULL)',
                'rating_proxy_entered': "identity_basis <> 'proxy_entered' OR origin = 'paper'",
            },
        ),
        ops.CreateModel(
            name='RatingChange',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('rating', fields.ForeignKeyField('models.Rating', source_field='rating_id', db_constraint=True, to_field='id', related_name='changes', on_delete=OnDelete.RESTRICT)),
                ('why', fields.CharField(max_length=20)),
                ('at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('applied_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'rating_change', 'app': 'models', 'indexes': [Index(fields=['applied_at', 'at']), Index(fields=['at'])], 'pk_attr': 'id', 'table_description': 'Written in the transaction of the change. New ratings need none, they are found by day.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Picture',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('evaluator', fields.ForeignKeyField('models.Evaluator', source_field='evaluator_id', db_constraint=True, to_field='id', related_name='pictures', on_delete=OnDelete.RESTRICT)),
                ('rating', fields.ForeignKeyField('models.Rating', source_field='rating_id', null=True, db_constraint=True, to_field='id', related_name='pictures', on_delete=OnDelete.RESTRICT)),
                ('store_key', fields.CharField(max_length=64)),
                ('size', fields.IntField()),
                ('kept_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'picture', 'app': 'models', 'indexes': [Index(fields=['evaluator_id']), Index(fields=['rating_id'])], 'pk_attr': 'id', 'table_description': 'A picture in the store, without a rating it is swept after a day.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='PublicComment',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('rating', fields.OneToOneField('models.Rating', source_field='rating_id', db_constraint=True, to_field='id', related_name='public_comment', on_delete=OnDelete.RESTRICT)),
                ('state', fields.CharField(max_length=10)),
                ('text', fields.CharField(default='', max_length=500)),
                ('reply', fields.CharField(default='', max_length=2000)),
                ('reason', fields.CharField(default='', max_length=200)),
                ('version', fields.SmallIntField(default=1)),
                ('decided_by', fields.ForeignKeyField('models.Staff', source_field='decided_by_id', db_constraint=True, to_field='id', related_name='public_comments', on_delete=OnDelete.RESTRICT)),
                ('decided_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'public_comment', 'app': 'models', 'indexes': [Index(fields=['state'])], 'pk_attr': 'id', 'table_description': 'One a rating. The rating itself stays as it is, these words are a copy with parts hidden.'},
            bases=['Model'],
        ),
        AddChecks(
            'public_comment',
            {
                'public_comment_state': "state IN ('published', 'withheld')",
                'public_comment_words': "state <> 'published' OR text <> ''",
                'public_comment_reason': "state <> 'withheld' OR reason <> ''",
            },
        ),
        ops.CreateModel(
            name='TextCheck',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('rating', fields.OneToOneField('models.Rating', source_field='rating_id', db_constraint=True, to_field='id', related_name='text_check', on_delete=OnDelete.RESTRICT)),
                ('verdict', fields.CharField(default='waiting', max_length=10)),
                ('attempts', fields.SmallIntField(default=0)),
                ('listed_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('judged_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'text_check', 'app': 'models', 'pk_attr': 'id', 'table_description': 'One a rating in words. It is about publishing alone: the grade counts whatever it says.'},
            bases=['Model'],
        ),
        AddChecks(
            'text_check',
            {
                'text_check_verdict': "verdict IN ('waiting', 'pass', 'review', 'risky', 'unchecked')",
                'text_check_judged': "(verdict = 'waiting') = (judged_at IS NULL)",
            },
        ),
        ops.CreateModel(
            name='Provision',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('evaluator', fields.ForeignKeyField('models.Evaluator', source_field='evaluator_id', db_constraint=True, to_field='id', related_name='provisions', on_delete=OnDelete.RESTRICT)),
                ('consent', fields.ForeignKeyField('models.Consent', source_field='consent_id', db_constraint=True, to_field='id', related_name='provisions', on_delete=OnDelete.RESTRICT)),
                ('rating', fields.ForeignKeyField('models.Rating', source_field='rating_id', null=True, db_constraint=True, to_field='id', related_name='provisions', on_delete=OnDelete.RESTRICT)),
                ('recipient', fields.CharField(max_length=20)),
                ('purpose', fields.CharField(max_length=20)),
                ('parts', fields.CharField(max_length=40)),
                ('basis', fields.CharField(max_length=80)),
                ('at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'provision', 'app': 'models', 'indexes': [Index(fields=['evaluator_id', 'at'])], 'pk_attr': 'id', 'table_description': 'One provision. Without a consent there is none: the column cannot be empty.'},
            bases=['Model'],
        ),
        AddChecks(
            'provision',
            {
                'provision_said': "recipient <> '' AND purpose <> '' AND parts <> '' AND basis <> ''",
            },
        ),
    ]
