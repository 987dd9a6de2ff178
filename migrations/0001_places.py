"""Counties, bureaus, halls, institutions, windows, items and the days that are no workdays."""

from migrations._checks import AddChecks
from tortoise import migrations
from tortoise.fields.base import OnDelete
from tortoise.migrations import operations as ops
from uuid import uuid4
from tortoise import fields
from tortoise.indexes import Index


class Migration(migrations.Migration):
    initial = True

    operations = [
        ops.CreateModel(
            name='Region',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('code', fields.CharField(unique=True, max_length=40)),
                ('national_code', fields.CharField(null=True, max_length=12)),
                ('name', fields.CharField(max_length=60)),
                ('level', fields.CharField(max_length=10)),
                ('parent', fields.ForeignKeyField('models.Region', source_field='parent_id', null=True, db_constraint=True, to_field='id', related_name='children', on_delete=OnDelete.RESTRICT)),
            ],
            options={'table': 'region', 'app': 'models', 'pk_attr': 'id', 'table_description': 'A city, county, town or village, or a development zone that has no national code.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Bureau',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('name', fields.CharField(max_length=80)),
                ('level', fields.CharField(max_length=10)),
                ('region', fields.ForeignKeyField('models.Region', source_field='region_id', db_constraint=True, to_field='id', related_name='bureaus', on_delete=OnDelete.RESTRICT)),
                ('own_institution_id', fields.UUIDField(null=True)),
                ('reviewer_id', fields.UUIDField(null=True)),
            ],
            options={'table': 'bureau', 'app': 'models', 'pk_attr': 'id', 'table_description': 'The bureau of an area, `level` is city or county.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Hall',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('code', fields.CharField(unique=True, max_length=40)),
                ('name', fields.CharField(max_length=80)),
                ('address', fields.CharField(max_length=120)),
                ('region', fields.ForeignKeyField('models.Region', source_field='region_id', db_constraint=True, to_field='id', related_name='halls', on_delete=OnDelete.RESTRICT)),
                ('bureau', fields.ForeignKeyField('models.Bureau', source_field='bureau_id', db_constraint=True, to_field='id', related_name='halls', on_delete=OnDelete.RESTRICT)),
                ('parent', fields.ForeignKeyField('models.Hall', source_field='parent_id', null=True, db_constraint=True, to_field='id', related_name='branches', on_delete=OnDelete.RESTRICT)),
                ('closed_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('latitude', fields.FloatField(null=True)),
                ('longitude', fields.FloatField(null=True)),
            ],
            options={'table': 'hall', 'app': 'models', 'indexes': [Index(fields=['bureau_id'])], 'pk_attr': 'id', 'table_description': 'A hall, or a branch hall under its parent.'},
            bases=['Model'],
        ),
        AddChecks(
            'hall',
            {
                'hall_position': '(latitude IS NULL) = (longitude IS NULL)',
                'hall_latitude': 'latitude IS NULL OR latitude BETWEEN 3 AND 54',
                'hall_longitude': 'longitude IS NULL OR longitude BETWEEN 73 AND 136',
            },
        ),
        ops.CreateModel(
            name='Institution',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('code', fields.CharField(unique=True, max_length=40)),
                ('name', fields.CharField(max_length=80)),
                ('level', fields.CharField(max_length=10)),
                ('kind', fields.CharField(max_length=30)),
                ('vertical', fields.BooleanField(default=False)),
                ('parent', fields.ForeignKeyField('models.Institution', source_field='parent_id', null=True, db_constraint=True, to_field='id', related_name='children', on_delete=OnDelete.RESTRICT)),
                ('region', fields.ForeignKeyField('models.Region', source_field='region_id', db_constraint=True, to_field='id', related_name='institutions', on_delete=OnDelete.RESTRICT)),
                ('bureau', fields.ForeignKeyField('models.Bureau', source_field='bureau_id', db_constraint=True, to_field='id', related_name='institutions', on_delete=OnDelete.RESTRICT)),
                ('closed_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'institution', 'app': 'models', 'indexes': [Index(fields=['bureau_id']), Index(fields=['region_id'])], 'pk_attr': 'id', 'table_description': 'An institution with the bureau that supervises it, declared and not derived (C-3).'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Window',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('hall', fields.ForeignKeyField('models.Hall', source_field='hall_id', db_constraint=True, to_field='id', related_name='windows', on_delete=OnDelete.RESTRICT)),
                ('institution', fields.ForeignKeyField('models.Institution', source_field='institution_id', db_constraint=True, to_field='id', related_name='windows', on_delete=OnDelete.RESTRICT)),
                ('number', fields.CharField(max_length=10)),
                ('name', fields.CharField(max_length=40)),
                ('closed_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'window', 'app': 'models', 'unique_together': (('hall', 'number'),), 'pk_attr': 'id', 'table_description': 'A window, `institution` answers for walk-ins, linked services name their own.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='ServiceItem',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('institution', fields.ForeignKeyField('models.Institution', source_field='institution_id', db_constraint=True, to_field='id', related_name='items', on_delete=OnDelete.RESTRICT)),
                ('code', fields.CharField(unique=True, max_length=40)),
                ('name', fields.CharField(max_length=80)),
                ('rating_points', fields.CharField(default='', db_default='', max_length=200)),
            ],
            options={'table': 'service_item', 'app': 'models', 'indexes': [Index(fields=['institution_id'])], 'pk_attr': 'id', 'table_description': 'A service item, `code` is the national one (up to 40 characters, lengths differ).'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='CalendarDay',
            fields=[
                ('day', fields.DateField(primary_key=True, unique=True, db_index=True)),
                ('working', fields.BooleanField()),
                ('name', fields.CharField(max_length=40)),
                ('source', fields.CharField(max_length=120)),
            ],
            options={'table': 'calendar_day', 'app': 'models', 'pk_attr': 'day', 'table_description': 'A day that differs from its weekday, a published year has at least one row.'},
            bases=['Model'],
        ),
    ]
