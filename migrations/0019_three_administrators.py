"""One person holds one administrator's account, and none that can sign in is without a document."""

from migrations._checks import AddChecks
from tortoise import migrations
from tortoise.migrations import operations as ops

ADMINISTRATORS = "\"role\" IN ('security_admin', 'system_admin', 'auditor')"


class Migration(migrations.Migration):
    dependencies = [('models', '0018_step_pictures')]

    initial = False

    operations = [
        # Who is not known signs in no more until the document is supplied (docs/decisions/0073).
        ops.RunSQL(
            sql=f'UPDATE "staff" SET "password_hash" = \'\' WHERE {ADMINISTRATORS} AND "document_index" IS NULL',
            reverse_sql='SELECT 1',
        ),
        ops.RunSQL(
            sql=f'CREATE UNIQUE INDEX "staff_one_administrator" ON "staff" ("document_index") WHERE {ADMINISTRATORS} AND "active"',
            reverse_sql='DROP INDEX "staff_one_administrator"',
        ),
        AddChecks(
            'staff',
            {
                'staff_administrator_known': f"NOT ({ADMINISTRATORS}) OR password_hash = '' OR document_index IS NOT NULL",
            },
        ),
    ]
