"""Citizens ask to be deleted; of who was, an empty row stays for the ratings to hang on."""

from uuid import uuid4

from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.indexes import Index
from tortoise.migrations import operations as ops

from migrations._checks import AddChecks

CHECKS = {
    "deletion": {
        "deletion_active": "active IS NULL OR active = 1",
        "deletion_ended": "(active IS NULL) = (undone_at IS NOT NULL OR done_at IS NOT NULL)",
        "deletion_one_end": "undone_at IS NULL OR done_at IS NULL",
    },
    "evaluator": {
        "evaluator_erased": "erased_at IS NULL OR (document_sealed IS NULL AND "
        "phone_sealed IS NULL AND phone_index IS NULL AND document_type = 'erased')",
    },
}


class Migration(migrations.Migration):
    dependencies = [('models', '0037_audit_indexes')]

    initial = False

    operations = [
        ops.AddField(
            model_name='Evaluator',
            name='erased_at',
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.CreateModel(
            name='Deletion',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('evaluator', fields.ForeignKeyField('models.Evaluator', source_field='evaluator_id', db_constraint=True, to_field='id', related_name='deletions', on_delete=OnDelete.RESTRICT)),
                ('asked_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('due_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('active', fields.SmallIntField(null=True)),
                ('undone_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('done_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'deletion', 'app': 'models', 'unique_together': (('evaluator', 'active'),), 'indexes': [Index(fields=['active', 'due_at'])], 'pk_attr': 'id', 'table_description': 'Waits until `due_at`, then it is undone or done. `active` while it waits, one a person.'},
            bases=['Model'],
        ),
        *(AddChecks(table, checks) for table, checks in CHECKS.items()),
    ]
