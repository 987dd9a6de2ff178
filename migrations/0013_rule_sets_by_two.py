"""A rule set is loaded by one person and activated by another."""

from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise import fields

class Migration(migrations.Migration):
    dependencies = [('models', '0012_bulletins')]

    initial = False

    operations = [
        ops.AddField(
            model_name='RuleSetRecord',
            name='activated_at',
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name='RuleSetRecord',
            name='activated_by_id',
            field=fields.UUIDField(null=True),
        ),
        ops.AddField(
            model_name='RuleSetRecord',
            name='discarded_at',
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name='RuleSetRecord',
            name='loaded_by_id',
            field=fields.UUIDField(null=True),
        ),
    ]
