"""What of a person is given to somebody outside, each on a consent to that recipient."""

from uuid import uuid4

from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.indexes import Index
from tortoise.migrations import operations as ops

from migrations._checks import AddChecks

CHECKS = {
    "provision_said": "recipient <> '' AND purpose <> '' AND parts <> '' AND basis <> ''",
}


class Migration(migrations.Migration):
    dependencies = [('models', '0029_public_comments')]

    initial = False

    operations = [
        ops.AddField(
            model_name='Consent',
            name='recipient',
            field=fields.CharField(default='', db_default='', max_length=20),
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
        AddChecks("provision", CHECKS),
    ]
