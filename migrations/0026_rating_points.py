"""One rating point of one case is one service."""

from tortoise import migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("models", "0025_rating_devices")]

    operations = [
        ops.RunSQL(
            sql=(
                'CREATE UNIQUE INDEX "service_record_one_a_point" ON "service_record" '
                '("project_number", "point") WHERE "point" <> \'\''
            ),
            reverse_sql='DROP INDEX "service_record_one_a_point"',
        ),
    ]
