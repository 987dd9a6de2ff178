"""Scores by day and indicator set; one set begins on a day."""

from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise import fields
from tortoise.indexes import Index

class Migration(migrations.Migration):
    dependencies = [('models', '0019_wecom')]

    initial = False

    operations = [
        ops.CreateModel(
            name='IndicatorDay',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('day', fields.DateField()),
                ('institution_id', fields.UUIDField()),
                ('bureau_id', fields.UUIDField()),
                ('hall_id', fields.UUIDField(null=True)),
                ('indicator_set', fields.CharField(max_length=40)),
                ('item', fields.CharField(max_length=40)),
                ('answers', fields.IntField()),
                ('total', fields.IntField()),
            ],
            options={'table': 'indicator_day', 'app': 'models', 'unique_together': (('day', 'institution_id', 'bureau_id', 'hall_id', 'indicator_set', 'item'),), 'indexes': [Index(fields=['institution_id', 'day']), Index(fields=['hall_id', 'day'])], 'pk_attr': 'id', 'table_description': 'Scores of one dimension of one indicator set on a day, linked opinions only.'},
            bases=['Model'],
        ),
        ops.RunSQL(
            sql=(
                'CREATE UNIQUE INDEX "indicator_set_one_a_day" ON "indicator_set" '
                '("effective_from") WHERE "discarded_at" IS NULL'
            ),
            reverse_sql='DROP INDEX "indicator_set_one_a_day"',
        ),
        # Days counted before there were scores by day are counted once more.
        ops.RunSQL(
            sql='UPDATE "rollup_day" SET "counted_at" = NULL, "version" = "version" + 1',
            reverse_sql='',
        ),
    ]
