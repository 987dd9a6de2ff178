"""The sums of the days of a month; nothing is counted anew, days that are there are summed."""

from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise import fields

UUIDS = ('institution_id', 'bureau_id', 'window_id', 'hall_id', 'officer_id', 'item_id')


def month(name, table, description, unique, *counts):
    """A table whose rows are told apart by `unique` and hold `counts`."""
    return ops.CreateModel(
        name=name,
        fields=[
            *((column, _key(table, column)) for column in unique),
            *((column, fields.IntField()) for column in counts),
            ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
        ],
        options={'table': table, 'app': 'models', 'unique_together': (tuple(unique),), 'pk_attr': 'id', 'table_description': description},
        bases=['Model'],
    )


def _key(table, column):
    if column == 'day':
        return fields.DateField()
    if column in UUIDS:
        return fields.UUIDField(null=table == 'indicator_month' and column == 'hall_id')
    return fields.CharField(max_length={'series': 10, 'channel': 20, 'tag': 8}.get(column, 40))


GRADES = ('very_satisfied', 'satisfied', 'basically_satisfied', 'dissatisfied', 'very_dissatisfied')
SERVICES = ('ended', 'due', 'rated')


class Migration(migrations.Migration):
    dependencies = [('models', '0030_provisions')]

    initial = False

    operations = [
        ops.CreateModel(
            name='RollupMonth',
            fields=[
                ('month', fields.DateField(primary_key=True, unique=True, db_index=True)),
                ('through', fields.DateField(null=True)),
            ],
            options={'table': 'rollup_month', 'app': 'models', 'pk_attr': 'month', 'table_description': 'Which days are summed: those of the month until `through`, NULL while one has changed.'},
            bases=['Model'],
        ),
        month('InstitutionMonth', 'institution_month', 'What was said of an institution in a month, through which channel.', ('day', 'institution_id', 'bureau_id', 'series', 'channel', 'rule_set'), *GRADES),
        month('WindowMonth', 'window_month', 'What was said at a window in a month.', ('day', 'window_id', 'hall_id', 'bureau_id', 'series', 'rule_set'), *GRADES),
        month('OfficerMonth', 'officer_month', 'What was said of services bound to an officer in a month (14-4).', ('day', 'officer_id', 'institution_id', 'series', 'rule_set'), *GRADES),
        month('ItemMonth', 'item_month', 'What was said of a service item at an institution in a month.', ('day', 'institution_id', 'item_id', 'bureau_id', 'series', 'rule_set'), *GRADES),
        month('TagMonth', 'tag_month', 'How often a tag was chosen for an institution in a month.', ('day', 'institution_id', 'bureau_id', 'tag'), 'count'),
        month('ServiceMonth', 'service_month', 'Services of an institution in a month.', ('day', 'institution_id', 'bureau_id'), *SERVICES),
        month('ServiceWindowMonth', 'service_window_month', 'Services at a window in a month.', ('day', 'window_id', 'hall_id', 'bureau_id'), *SERVICES),
        month('ServiceItemMonth', 'service_item_month', 'Services of an item at an institution in a month.', ('day', 'institution_id', 'item_id', 'bureau_id'), *SERVICES),
        month('IndicatorMonth', 'indicator_month', 'Scores of one dimension of one indicator set in a month.', ('day', 'institution_id', 'bureau_id', 'hall_id', 'indicator_set', 'item'), 'answers', 'total'),
    ]
