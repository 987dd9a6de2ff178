"""Plans, extensions and supervision of orders; clues, desks and referrals; rating points."""

from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise.fields.base import OnDelete
from uuid import uuid4
from tortoise import fields
from tortoise.indexes import Index

class Migration(migrations.Migration):
    dependencies = [('models', '0014_appeals')]

    initial = False

    operations = [
        ops.CreateModel(
            name='Concern',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('number', fields.CharField(unique=True, max_length=20)),
                ('kind', fields.CharField(max_length=20)),
                ('desk', fields.CharField(max_length=10)),
                ('found_by', fields.CharField(max_length=120)),
                ('bureau_id', fields.UUIDField()),
                ('institution', fields.ForeignKeyField('models.Institution', source_field='institution_id', db_constraint=True, to_field='id', related_name='concerns', on_delete=OnDelete.RESTRICT)),
                ('window', fields.ForeignKeyField('models.Window', source_field='window_id', null=True, db_constraint=True, to_field='id', related_name='concerns', on_delete=OnDelete.RESTRICT)),
                ('rating', fields.ForeignKeyField('models.Rating', source_field='rating_id', null=True, db_constraint=True, to_field='id', related_name='concerns', on_delete=OnDelete.RESTRICT)),
                ('day', fields.DateField()),
                ('ratings', fields.SmallIntField(default=1)),
                ('said_sealed', fields.BinaryField(null=True)),
                ('raised_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('state', fields.CharField(default='open', max_length=10)),
                ('version', fields.SmallIntField(default=1)),
                ('decided_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('decided_by_id', fields.UUIDField(null=True)),
                ('reason', fields.CharField(default='', max_length=500)),
            ],
            options={'table': 'concern', 'app': 'models', 'unique_together': (('kind', 'found_by'),), 'indexes': [Index(fields=['bureau_id', 'desk', 'state'])], 'pk_attr': 'id', 'table_description': 'One clue. It changes no rating. `found_by` names what it was found from, once.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='DeskMember',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('bureau', fields.ForeignKeyField('models.Bureau', source_field='bureau_id', db_constraint=True, to_field='id', related_name='desk_members', on_delete=OnDelete.RESTRICT)),
                ('desk', fields.CharField(max_length=10)),
                ('staff', fields.ForeignKeyField('models.Staff', source_field='staff_id', db_constraint=True, to_field='id', related_name='desks', on_delete=OnDelete.RESTRICT)),
                ('named_by_id', fields.UUIDField()),
                ('named_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'desk_member', 'app': 'models', 'unique_together': (('bureau', 'desk', 'staff'),), 'pk_attr': 'id', 'table_description': 'A named reader of one desk.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Referral',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('concern', fields.OneToOneField('models.Concern', source_field='concern_id', db_constraint=True, to_field='id', related_name='referral', on_delete=OnDelete.RESTRICT)),
                ('body', fields.CharField(max_length=80)),
                ('note_sealed', fields.BinaryField()),
                ('referred_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('staff', fields.ForeignKeyField('models.Staff', source_field='staff_id', db_constraint=True, to_field='id', related_name='referrals', on_delete=OnDelete.RESTRICT)),
                ('receipt_number', fields.CharField(null=True, max_length=60)),
                ('receipt_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('result_sealed', fields.BinaryField(null=True)),
                ('result_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'referral', 'app': 'models', 'pk_attr': 'id', 'table_description': 'Who handed what to whom and when, with the receipt of the other side.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Watermark',
            fields=[
                ('name', fields.CharField(primary_key=True, unique=True, db_index=True, max_length=40)),
                ('at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'watermark', 'app': 'models', 'pk_attr': 'name', 'table_description': 'Everything before `at` has been looked at by the job of this name.'},
            bases=['Model'],
        ),
        ops.AddField(
            model_name='CitizenSession',
            name='address_index',
            field=fields.CharField(null=True, max_length=16),
        ),
        ops.AddField(
            model_name='Entry',
            name='handling',
            field=fields.CharField(default='', db_default='', max_length=12),
        ),
        ops.AddField(
            model_name='Entry',
            name='plan',
            field=fields.CharField(default='', db_default='', max_length=1000),
        ),
        ops.AddField(
            model_name='Entry',
            name='plan_until',
            field=fields.DateField(null=True),
        ),
        ops.AddField(
            model_name='ServiceItem',
            name='rating_points',
            field=fields.CharField(default='', db_default='', max_length=200),
        ),
        ops.AddField(
            model_name='ServiceRecord',
            name='point',
            field=fields.CharField(default='', db_default='', max_length=20),
        ),
        ops.AddField(
            model_name='WorkOrder',
            name='extension_asked_at',
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name='WorkOrder',
            name='supervised_at',
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name='WorkOrder',
            name='supervision_due_at',
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
    ]
