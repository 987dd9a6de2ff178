"""Days counted per institution, window, officer, item and tag; which due moments are settled."""

from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise import fields
from tortoise.indexes import Index



class Migration(migrations.Migration):
    dependencies = [('models', '0004_rating_changes')]

    initial = False

    operations = [
        ops.CreateModel(
            name='InstitutionDay',
            fields=[
                ('day', fields.DateField()),
                ('series', fields.CharField(max_length=10)),
                ('rule_set', fields.CharField(max_length=40)),
                ('very_satisfied', fields.IntField()),
                ('satisfied', fields.IntField()),
                ('basically_satisfied', fields.IntField()),
                ('dissatisfied', fields.IntField()),
                ('very_dissatisfied', fields.IntField()),
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('institution_id', fields.UUIDField()),
                ('bureau_id', fields.UUIDField()),
                ('channel', fields.CharField(max_length=20)),
            ],
            options={'table': 'institution_day', 'app': 'models', 'unique_together': (('day', 'institution_id', 'bureau_id', 'series', 'channel', 'rule_set'),), 'indexes': [Index(fields=['institution_id', 'day'])], 'pk_attr': 'id', 'table_description': 'What was said of an institution on a day, through which channel.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='ItemDay',
            fields=[
                ('day', fields.DateField()),
                ('series', fields.CharField(max_length=10)),
                ('rule_set', fields.CharField(max_length=40)),
                ('very_satisfied', fields.IntField()),
                ('satisfied', fields.IntField()),
                ('basically_satisfied', fields.IntField()),
                ('dissatisfied', fields.IntField()),
                ('very_dissatisfied', fields.IntField()),
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('institution_id', fields.UUIDField()),
                ('item_id', fields.UUIDField()),
                ('bureau_id', fields.UUIDField()),
            ],
            options={'table': 'item_day', 'app': 'models', 'unique_together': (('day', 'institution_id', 'item_id', 'bureau_id', 'series', 'rule_set'),), 'indexes': [Index(fields=['institution_id', 'day'])], 'pk_attr': 'id', 'table_description': 'What was said of a service item at an institution on a day.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='OfficerDay',
            fields=[
                ('day', fields.DateField()),
                ('series', fields.CharField(max_length=10)),
                ('rule_set', fields.CharField(max_length=40)),
                ('very_satisfied', fields.IntField()),
                ('satisfied', fields.IntField()),
                ('basically_satisfied', fields.IntField()),
                ('dissatisfied', fields.IntField()),
                ('very_dissatisfied', fields.IntField()),
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('officer_id', fields.UUIDField()),
                ('institution_id', fields.UUIDField()),
            ],
            options={'table': 'officer_day', 'app': 'models', 'unique_together': (('day', 'officer_id', 'institution_id', 'series', 'rule_set'),), 'indexes': [Index(fields=['officer_id', 'day']), Index(fields=['institution_id', 'day'])], 'pk_attr': 'id', 'table_description': 'What was said of services bound to an officer on a day (14-4).'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='RollupDay',
            fields=[
                ('day', fields.DateField(primary_key=True, unique=True, db_index=True)),
                ('counted_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('version', fields.IntField(default=1)),
            ],
            options={'table': 'rollup_day', 'app': 'models', 'indexes': [Index(fields=['counted_at'])], 'pk_attr': 'day', 'table_description': 'The state of a day, `counted_at` is NULL while the day has to be counted (again).'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='ServiceDay',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('day', fields.DateField()),
                ('institution_id', fields.UUIDField()),
                ('bureau_id', fields.UUIDField()),
                ('ended', fields.IntField()),
                ('due', fields.IntField()),
                ('rated', fields.IntField()),
            ],
            options={'table': 'service_day', 'app': 'models', 'unique_together': (('day', 'institution_id', 'bureau_id'),), 'indexes': [Index(fields=['institution_id', 'day'])], 'pk_attr': 'id', 'table_description': 'Services of an institution: those ended on the day, those whose seven days ended on it.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Settlement',
            fields=[
                ('due_at', fields.DatetimeField(primary_key=True, unique=True, db_index=True, auto_now=False, auto_now_add=False)),
                ('version', fields.IntField(default=1)),
                ('made', fields.IntField(default=0)),
                ('settled_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'settlement', 'app': 'models', 'indexes': [Index(fields=['settled_at', 'due_at'])], 'pk_attr': 'due_at', 'table_description': 'One moment at which defaults fall due, midnight in Chaozhou.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='TagDay',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('day', fields.DateField()),
                ('institution_id', fields.UUIDField()),
                ('bureau_id', fields.UUIDField()),
                ('tag', fields.CharField(max_length=8)),
                ('count', fields.IntField()),
            ],
            options={'table': 'tag_day', 'app': 'models', 'unique_together': (('day', 'institution_id', 'bureau_id', 'tag'),), 'indexes': [Index(fields=['institution_id', 'day'])], 'pk_attr': 'id', 'table_description': 'How often a tag was chosen for an institution on a day, linked opinions only.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='WindowDay',
            fields=[
                ('day', fields.DateField()),
                ('series', fields.CharField(max_length=10)),
                ('rule_set', fields.CharField(max_length=40)),
                ('very_satisfied', fields.IntField()),
                ('satisfied', fields.IntField()),
                ('basically_satisfied', fields.IntField()),
                ('dissatisfied', fields.IntField()),
                ('very_dissatisfied', fields.IntField()),
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('window_id', fields.UUIDField()),
                ('hall_id', fields.UUIDField()),
                ('bureau_id', fields.UUIDField()),
            ],
            options={'table': 'window_day', 'app': 'models', 'unique_together': (('day', 'window_id', 'bureau_id', 'series', 'rule_set'),), 'indexes': [Index(fields=['window_id', 'day'])], 'pk_attr': 'id', 'table_description': 'What was said at a window on a day.'},
            bases=['Model'],
        ),
        ops.AddField(
            model_name='Rating',
            name='written_at',
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.RemoveIndex(
            model_name='ServiceRecord',
            name=None,
            fields=['default_due_at'],
        ),
        ops.AddIndex(
            model_name='ServiceRecord',
            index=Index(fields=['default_due_at', 'id']),
        ),
    ]
