"""Officers object to what an assessment is about to use of a month."""

from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise.fields.base import OnDelete
from uuid import uuid4
from tortoise import fields
from tortoise.indexes import Index

from migrations._checks import AddChecks

CHECKS = {
    "objection_kind": "kind IN ('not_mine', 'not_on_duty', 'wrong_figure', 'other')",
    "objection_state": "state IN ('open', 'accepted', 'declined', 'withdrawn')",
    "objection_reason": "reason <> ''",
    "objection_answered": "(state IN ('accepted', 'declined')) = (answered_at IS NOT NULL)",
    "objection_answerer": "(answered_by_id IS NULL) = (answered_at IS NULL)",
    "objection_answer": "state NOT IN ('accepted', 'declined') OR answer <> ''",
}


class Migration(migrations.Migration):
    dependencies = [('models', '0023_bulletins_copied_to')]

    initial = False

    operations = [
        ops.CreateModel(
            name='AssessmentObjection',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('officer', fields.ForeignKeyField('models.Staff', source_field='officer_id', db_constraint=True, to_field='id', related_name='objections', on_delete=OnDelete.RESTRICT)),
                ('bulletin', fields.ForeignKeyField('models.Bulletin', source_field='bulletin_id', db_constraint=True, to_field='id', related_name='objections', on_delete=OnDelete.RESTRICT)),
                ('institution_id', fields.UUIDField()),
                ('kind', fields.CharField(max_length=20)),
                ('reason', fields.CharField(max_length=500)),
                ('state', fields.CharField(max_length=10)),
                ('raised_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('answer', fields.CharField(default='', max_length=500)),
                ('answered_by_id', fields.UUIDField(null=True)),
                ('answered_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'assessment_objection', 'app': 'models', 'unique_together': (('officer', 'bulletin'),), 'indexes': [Index(fields=['institution_id', 'state']), Index(fields=['bulletin_id'])], 'pk_attr': 'id', 'table_description': 'One of an officer about one published version. A correction is another version.'},
            bases=['Model'],
        ),
        AddChecks("assessment_objection", CHECKS),
    ]
