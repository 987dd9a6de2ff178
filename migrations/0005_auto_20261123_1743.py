from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise.indexes import Index

class Migration(migrations.Migration):
    dependencies = [('models', '0004_rating_changes')]

    initial = False

    operations = [
        ops.AlterModelOptions(
            name='RatingChange',
            options={'table': 'rating_change', 'app': 'models', 'indexes': [Index(fields=['applied_at', 'at'])], 'pk_attr': 'id', 'table_description': 'Written in the transaction of the change; new ratings need none, they are found by day.'},
        ),
    ]
