"""A window that changes halls in the course of a day has a row for each, as the count makes them.

Neither Tortoise nor SQLite widens a unique constraint in place: the rows step aside meanwhile.
"""

from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise import fields
from tortoise.indexes import Index

GRADES = ('very_satisfied', 'satisfied', 'basically_satisfied', 'dissatisfied', 'very_dissatisfied')


def by_hall(name, table, description, kinds, counts):
    """The operations for one table: keys and counts stay, the hall joins what tells rows apart."""
    keys = ('day', 'window_id', 'hall_id', 'bureau_id', *kinds)
    columns = ', '.join((*keys, *counts))
    types = {'day': fields.DateField, 'window_id': fields.UUIDField, 'hall_id': fields.UUIDField, 'bureau_id': fields.UUIDField}
    return [
        ops.RunSQL(f'CREATE TABLE {table}_aside AS SELECT {columns} FROM {table}'),
        ops.DeleteModel(name=name),
        ops.CreateModel(
            name=name,
            fields=[
                *((key, types[key]()) for key in keys if key in types),
                *((key, fields.CharField(max_length=length)) for key, length in kinds.items()),
                *((count, fields.IntField()) for count in counts),
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
            ],
            options={'table': table, 'app': 'models', 'unique_together': (keys,), 'indexes': [Index(fields=['window_id', 'day'])], 'pk_attr': 'id', 'table_description': description},
            bases=['Model'],
        ),
        ops.RunSQL(f'INSERT INTO {table} ({columns}) SELECT {columns} FROM {table}_aside'),
        ops.RunSQL(f'DROP TABLE {table}_aside'),
    ]


class Migration(migrations.Migration):
    dependencies = [('models', '0039_reconciliation')]

    initial = False

    operations = [
        *by_hall('WindowDay', 'window_day', 'What was said at a window on a day.', {'series': 10, 'rule_set': 40}, GRADES),
        *by_hall('ServiceWindowDay', 'service_window_day', 'Services at a window, as `ServiceDay` counts those of an institution.', {}, ('ended', 'due', 'rated')),
    ]
