"""In which WeChat account a phone of staff is used."""

from tortoise import fields, migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [('models', '0020_trail_keys')]

    initial = False

    operations = [
        ops.AddField(model_name='StaffPhone', name='wechat_index', field=fields.CharField(null=True, max_length=64)),
        ops.AddField(model_name='StaffSession', name='proved_at', field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
    ]
