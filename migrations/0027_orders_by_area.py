"""Whose area an order belongs to, however high it climbs; indexes for the first page of orders."""

from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise import fields
from tortoise.indexes import Index


class Migration(migrations.Migration):
    dependencies = [('models', '0026_rating_points')]

    initial = False

    operations = [
        ops.AddField(
            model_name='WorkOrder',
            name='area_id',
            field=fields.UUIDField(null=True),
        ),
        ops.RunSQL(
            'UPDATE work_order SET area_id = (SELECT s.bureau_id FROM rating r '
            'JOIN service_record s ON s.id = r.service_record_id WHERE r.id = work_order.rating_id)'
        ),
        ops.AddIndex(model_name='WorkOrder', index=Index(fields=['area_id', 'status'])),
        ops.AddIndex(model_name='WorkOrder', index=Index(fields=['area_id', 'opened_at'])),
        ops.AddIndex(model_name='WorkOrder', index=Index(fields=['opened_at'])),
        ops.AddIndex(model_name='WorkOrder', index=Index(fields=['due_at'])),
    ]
