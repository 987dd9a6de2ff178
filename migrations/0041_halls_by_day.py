"""Halls have sums of their own; days and months that were counted are summed from their windows."""

from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise import fields
from tortoise.indexes import Index

GRADES = ('very_satisfied', 'satisfied', 'basically_satisfied', 'dissatisfied', 'very_dissatisfied')
SERVICES = ('ended', 'due', 'rated')
RATED = {'series': 10, 'rule_set': 40}


def of_halls(name, table, windows, description, kinds, counts, indexes=()):
    """A table whose rows are the sums of the rows of `windows`."""
    keys = ('day', 'hall_id', 'bureau_id', *kinds)
    summed = ', '.join(f'SUM({count})' for count in counts)
    return [
        ops.CreateModel(
            name=name,
            fields=[
                ('day', fields.DateField()),
                *((kind, fields.CharField(max_length=length)) for kind, length in kinds.items()),
                *((count, fields.IntField()) for count in counts),
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('hall_id', fields.UUIDField()),
                ('bureau_id', fields.UUIDField()),
            ],
            options={'table': table, 'app': 'models', 'unique_together': (keys,), 'indexes': list(indexes), 'pk_attr': 'id', 'table_description': description},
            bases=['Model'],
        ),
        ops.RunSQL(
            f"INSERT INTO {table} ({', '.join(keys)}, {', '.join(counts)}) "
            f"SELECT {', '.join(keys)}, {summed} FROM {windows} GROUP BY {', '.join(keys)}"
        ),
    ]


BY_HALL = (Index(fields=['hall_id', 'day']),)


class Migration(migrations.Migration):
    dependencies = [('models', '0040_windows_by_hall')]

    initial = False

    operations = [
        *of_halls('HallDay', 'hall_day', 'window_day', 'What was said at the windows of a hall on a day.', RATED, GRADES, BY_HALL),
        *of_halls('ServiceHallDay', 'service_hall_day', 'service_window_day', 'Services at the windows of a hall, as `ServiceDay` counts those of an institution.', {}, SERVICES, BY_HALL),
        *of_halls('HallMonth', 'hall_month', 'window_month', 'What was said at the windows of a hall in a month.', RATED, GRADES),
        *of_halls('ServiceHallMonth', 'service_hall_month', 'service_window_month', 'Services at the windows of a hall in a month.', {}, SERVICES),
    ]
