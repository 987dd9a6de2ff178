"""From where the accounts of a place may be used."""

from uuid import uuid4

from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.migrations import operations as ops

from migrations._checks import AddChecks

PLACES = ('bureau_id', 'institution_id', 'hall_id')
ONE_PLACE = ' + '.join(f'(CASE WHEN {one} IS NULL THEN 0 ELSE 1 END)' for one in PLACES) + ' = 1'


class Migration(migrations.Migration):
    dependencies = [('models', '0055_grade_scales')]

    initial = False

    operations = [
        ops.CreateModel(
            name='NetworkList',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('bureau', fields.OneToOneField('models.Bureau', source_field='bureau_id', null=True, db_constraint=True, to_field='id', related_name='networks', on_delete=OnDelete.RESTRICT)),
                ('institution', fields.OneToOneField('models.Institution', source_field='institution_id', null=True, db_constraint=True, to_field='id', related_name='networks', on_delete=OnDelete.RESTRICT)),
                ('hall', fields.OneToOneField('models.Hall', source_field='hall_id', null=True, db_constraint=True, to_field='id', related_name='networks', on_delete=OnDelete.RESTRICT)),
                ('rows', fields.TextField(unique=False)),
                ('version', fields.IntField(default=1)),
                ('changed_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('changed_by', fields.ForeignKeyField('models.Staff', source_field='changed_by_id', null=True, db_constraint=True, to_field='id', related_name='networks', on_delete=OnDelete.RESTRICT)),
            ],
            options={'table': 'network_list', 'app': 'models', 'pk_attr': 'id', 'table_description': 'The networks of one place. None, or none in it: from everywhere.'},
            bases=['Model'],
        ),
        AddChecks('network_list', {'network_list_one_place': ONE_PLACE}),
    ]
