"""By which scale a partner counts grades."""

from tortoise import fields, migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [('models', '0054_partners')]

    initial = False

    operations = [
        ops.AddField(model_name='Partner', name='grade_scale', field=fields.CharField(default='', db_default='', max_length=20)),
    ]
