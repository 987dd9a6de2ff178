"""What the check said of words that may be published."""

from uuid import uuid4

from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.migrations import operations as ops

from migrations._checks import AddChecks

CHECKS = {
    "text_check_verdict": "verdict IN ('waiting', 'pass', 'review', 'risky', 'unchecked')",
    "text_check_judged": "(verdict = 'waiting') = (judged_at IS NULL)",
}


class Migration(migrations.Migration):
    dependencies = [('models', '0059_networks')]

    initial = False

    operations = [
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
        AddChecks("text_check", CHECKS),
    ]
