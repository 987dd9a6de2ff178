"""CHECKs that tie each origin of a rating to its proof (3-3), and other facts that come in pairs.

A test reads the catalogue of both databases and demands every name.
"""

from tortoise import migrations

from migrations._checks import AddChecks

CHECKS = {
    "rating": {
        "rating_grade": "grade IN ('very_satisfied', 'satisfied', 'basically_satisfied', "
        "'dissatisfied', 'very_dissatisfied')",
        "rating_origin": "origin IN ('citizen', 'device', 'partner', 'paper', 'default')",
        "rating_citizen_proof": "origin <> 'citizen' OR "
        "(session_id IS NOT NULL AND evaluator_id IS NOT NULL AND \"key\" IS NOT NULL)",
        "rating_device_proof": "origin <> 'device' OR "
        "(device_id IS NOT NULL AND service_token IS NOT NULL)",
        "rating_partner_proof": "origin <> 'partner' OR "
        "(partner_id IS NOT NULL AND partner_message IS NOT NULL)",
        "rating_paper_proof": "origin <> 'paper' OR (first_clerk_id IS NOT NULL AND "
        "second_clerk_id IS NOT NULL AND first_clerk_id <> second_clerk_id AND "
        "identity_basis = 'proxy_entered')",
        "rating_default_proof": "origin <> 'default' OR (due_at IS NOT NULL AND "
        "grade = 'basically_satisfied' AND evaluator_id IS NULL AND session_id IS NULL AND "
        "tags = '' AND text = '' AND opinion IS NULL AND identity_basis = 'none')",
        "rating_opinion_counted": "origin = 'default' OR opinion IS NOT NULL",
        "rating_identity_basis": "identity_basis IN ('self_verified', 'case_applicant', "
        "'partner_asserted', 'phone_number', 'proxy_entered', 'none')",
    },
    "service_record": {
        "service_walk_in": "(source = 'walk_in') = (walk_in_evaluator_id IS NOT NULL)",
        "service_walk_in_day": "(walk_in_evaluator_id IS NULL) = (walk_in_day IS NULL)",
        "service_walk_in_ordinal": "(walk_in_evaluator_id IS NULL) = (walk_in_ordinal IS NULL)",
        "service_walk_in_no_officer": "source <> 'walk_in' OR officer_id IS NULL",
        "service_walk_in_no_default": "(source = 'walk_in') = (default_due_at IS NULL)",
    },
    "window_code": {
        "window_code_active": "active IS NULL OR active = 1",
        "window_code_revoked": "(active IS NULL) = (revoked_at IS NOT NULL)",
    },
    "work_order": {
        "work_order_due": "(due_what IS NULL) = (due_at IS NULL)",
        "work_order_status": "status IN ('opened', 'dispatched', 'accepted', 'responded', "
        "'rectified', 'fed_back', 'reopened', 'solved', 'closed_by_silence', "
        "'closed_by_bureau', 'closed_invalid')",
    },
    "entry": {"entry_kind": "kind IN ('response', 'rectification', 'feedback')"},
    "transition": {
        "transition_actor": "actor IN ('system', 'bureau', 'handler', 'evaluator')",
        "transition_staff": "(actor IN ('bureau', 'handler')) = (staff_id IS NOT NULL)",
    },
    "inbox_message": {
        "inbox_one_reader": "(evaluator_id IS NULL) <> (staff_id IS NULL)",
    },
    "outbox_message": {
        "outbox_state": "state IN ('queued', 'sending', 'sent', 'dead')",
        "outbox_done": "(state IN ('sent', 'dead')) = (done_at IS NOT NULL)",
    },
    "notice_quota": {"notice_quota_change": "change IN (1, -1)"},
    "duty": {"duty_order": "starts_at < ends_at"},
}


class Migration(migrations.Migration):
    dependencies = [("models", "0001_initial")]

    operations = [AddChecks(table, checks) for table, checks in CHECKS.items()]
