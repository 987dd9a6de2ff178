"""What was decided about single comments in public."""

from uuid import uuid4

from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.indexes import Index
from tortoise.migrations import operations as ops

from migrations._checks import AddChecks

CHECKS = {
    "public_comment_state": "state IN ('published', 'withheld')",
    "public_comment_words": "state <> 'published' OR text <> ''",
    "public_comment_reason": "state <> 'withheld' OR reason <> ''",
}


class Migration(migrations.Migration):
    dependencies = [('models', '0028_exports')]

    initial = False

    operations = [
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
        AddChecks("public_comment", CHECKS),
    ]
