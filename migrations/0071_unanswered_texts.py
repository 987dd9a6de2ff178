"""Invitations whose days are over give their extension back."""

from tortoise import migrations

from migrations._checks import ReplaceChecks

REPLACED = {
    "sms_invitation_state": "state IN ('waiting', 'asked', 'answered', 'unanswered', 'stopped', "
    "'dropped', 'failed')",
    "sms_invitation_sent": "state NOT IN ('asked', 'answered', 'unanswered') "
    "OR sent_at IS NOT NULL",
}


class Migration(migrations.Migration):
    dependencies = [('models', '0070_webhooks')]

    initial = False

    operations = [ReplaceChecks("sms_invitation", REPLACED)]
