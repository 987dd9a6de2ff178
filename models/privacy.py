"""Every field of every table, classed: personal data or not. A test insists on both halves.

`PERSONAL` fields are sealed, blind-indexed, hashed, or free text that may name somebody; they
never enter logs, metrics, exports or test output unmasked (PIPL 28, 51; 9-2, 9-4).
"""

PERSONAL: dict[str, frozenset[str]] = {
    "AccountabilityCase": frozenset({"impact", "reason"}),
    "Appeal": frozenset({"reason", "evidence"}),
    "AppealStep": frozenset({"reason", "evidence"}),
    "AssessmentObjection": frozenset({"reason", "answer"}),
    "Bulletin": frozenset({"annex"}),
    "CitizenSession": frozenset({"token_hash", "address_index", "client"}),
    "Concern": frozenset({"said_sealed", "reason"}),
    "Connection": frozenset({"contact"}),
    "Entry": frozenset({"text", "plan"}),
    "Evaluator": frozenset(
        {
            "child_until",
            "document_type",
            "document_index",
            "document_sealed",
            "name_sealed",
            "phone_sealed",
            "phone_index",
        }
    ),
    "ExchangeReceived": frozenset({"told_sealed"}),
    "ExportJob": frozenset({"parameters"}),  # a search may be for anything
    "GuardianCode": frozenset({"code_index"}),
    "IdentityLook": frozenset({"reason"}),
    "ImportChange": frozenset({"before_sealed", "after_sealed"}),
    "ImportFile": frozenset({"rows_sealed"}),
    "KioskSession": frozenset({"token_hash", "link_hash"}),
    "OrderSource": frozenset({"note"}),
    "PaperEntry": frozenset({"person"}),
    "Partner": frozenset({"contact"}),
    "ProviderFlow": frozenset({"state_hash", "browser_hash"}),
    "ProviderSubject": frozenset({"subject_index"}),
    "PublicComment": frozenset({"text", "reply"}),
    "Rating": frozenset({"text"}),
    "RecoveryCode": frozenset({"code_index"}),
    "Referral": frozenset({"note_sealed", "result_sealed"}),
    "ServiceImport": frozenset({"content_sealed"}),
    "ServiceImportRow": frozenset({"cells_sealed"}),
    "ServiceRecord": frozenset(
        {"applicant_index", "applicant_sealed", "agent_index", "agent_sealed"}
    ),
    "SecondFactor": frozenset({"secret_sealed"}),
    "SignInFlow": frozenset({"state_hash", "person_sealed"}),
    "SignInRest": frozenset({"key"}),
    "SmsInvitation": frozenset({"phone_index"}),
    "SpentToken": frozenset({"token_hash"}),
    "Staff": frozenset(
        {
            "login",
            "password_hash",
            "name",
            "phone_sealed",
            "wecom_sealed",
            "document_index",
            "earlier_index",
        }
    ),
    "StaffPhone": frozenset({"key_hash", "wechat_index", "client"}),
    "StaffSession": frozenset({"token_hash", "place_index", "client"}),
    "Transition": frozenset({"note"}),
    "Voucher": frozenset({"code_index", "link_hash"}),
    "WechatAccount": frozenset({"openid_index", "openid_sealed"}),
}

_PLAIN = {
    "AccountabilityCase": (
        "id bulletin_id bureau_id subject_id subject_name suggestion grounds decision "
        "decided_by_id decided_at"
    ),
    "Appeal": (
        "id rating_id officer_id unit_id bureau_id status version lodged_at due_at decided_at "
        "paused_days reviewer_id"
    ),
    "AppealFile": "id appeal_id number kind size sha256 store_key added_at actor staff_id",
    "AppealStep": "id appeal_id number action before after at actor staff_id assignee_id",
    "AssessmentObjection": (
        "id officer_id bulletin_id institution_id kind state raised_at answered_by_id answered_at"
    ),
    "AssessmentUse": (
        "id bureau_id year ordinal first_month last_month basis bulletins unanswered reference "
        "recorded_by_id recorded_at"
    ),
    "AuditCheck": "id at links hash fault fault_at entry_id",
    "AuditEntry": (
        "id at actor_kind actor_id action object_kind object_id outcome reason before after "
        "key_number signature"
    ),
    "AuditLink": "number entry_id at key_number hash",
    "Bulletin": (
        "id bureau_id period version status rule_set cut_off content public hash note recipients "
        "copied_to compiled_by_id compiled_at decided_by_id decided_at"
    ),
    "Bureau": "id name level region_id own_institution_id reviewer_id",
    "CalendarDay": "day working name source",
    "CitizenSession": (
        "id created_at expires_at revoked_at token_at fresh seen_at account_id evaluator_id"
    ),
    "ComplaintStep": (
        "id source_id transition_id place state attempts turn_at created_at done_at error about "
        "code"
    ),
    "Concern": (
        "id number kind desk found_by day ratings raised_at state version decided_at "
        "decided_by_id bureau_id institution_id window_id rating_id"
    ),
    "Connection": "id bureau_id system status since note version changed_at changed_by_id",
    "Consent": "id purpose recipient version given_at withdrawn_at evaluator_id given_by_id",
    "CountyValuesRecord": (
        "code bureau_id effective_from source document loaded_by_id loaded_at activated_by_id "
        "activated_at discarded_at standing"
    ),
    "Deletion": "id evaluator_id asked_at due_at active undone_at done_at",
    "Delivery": "id recipient_id channel outcome code supplier_id at message_id",
    "DeskMember": "id desk named_by_id named_at bureau_id staff_id",
    "Duty": "id starts_at ends_at officer_id window_id",
    "Entry": (
        "id step round kind handling plan_until like_order_id likeness at office order_id staff_id"
    ),
    "Evaluator": "id verified_by verified_at erased_at",
    "ExchangeCode": "id partner name ours theirs reason added_at added_by_id",
    "ExchangeFile": (
        "id direction holds number state rows_total rows_done taken known held size sm3 sha256 "
        "parts parts_done after asked_by_id asked_at turn_at turns failures finished_at expires_at"
    ),
    "ExchangeItem": (
        "id kind service_record_id rating_id cause_id place state attempts turn_at created_at "
        "done_at error about code"
    ),
    "ExchangeParty": "id name answered_at failures failed_at error retry_at cursor fetched_at",
    "ExchangeReceived": (
        "id party_id number service_record_id rating_id carried_by state received_at done_at error "
        "about code"
    ),
    "ExportJob": (
        "id staff_id kind scope title digest moment active status asked_at turns turn_at failures "
        "error rows_done rows_total after size file_hash finished_at expires_at"
    ),
    "Filing": (
        "id bureau_id kind version state title effective_from media_type size hash content "
        "uploaded_by_id uploaded_at filed_at decided_by_id decided_at reason"
    ),
    "FilingReminder": "id bureau_id number missing sent_by_id sent_at",
    "GuardianCode": "id child_id until",
    "Hall": "id code name address latitude longitude closed_at bureau_id parent_id region_id",
    "HallDay": (
        "id day series rule_set very_satisfied satisfied basically_satisfied dissatisfied "
        "very_dissatisfied hall_id bureau_id"
    ),
    "IdentityLook": (
        "id order_id staff_id office purpose minutes state active asked_at second_id decided_at "
        "until"
    ),
    "IdentityView": "id look_id at",
    "ImportChange": "id number kind object_id file_id",
    "ImportFile": (
        "id template state uploaded_at file_hash size added changed unchanged problems plan_hash "
        "bureau_id staff_id"
    ),
    "ImportStep": "id number action at file_id staff_id",
    "InboxMessage": "id topic title body at read_at evaluator_id message_id order_id staff_id",
    "IndexKey": "number fingerprint known_at stage stage_since changing",
    "IndicatorDay": "id day institution_id bureau_id hall_id indicator_set item answers total",
    "IndicatorSetRecord": (
        "code effective_from document loaded_by_id loaded_at activated_by_id activated_at "
        "discarded_at"
    ),
    "Institution": "id code name level kind vertical closed_at bureau_id parent_id region_id",
    "InstitutionDay": (
        "id day series rule_set very_satisfied satisfied basically_satisfied dissatisfied "
        "very_dissatisfied institution_id bureau_id channel"
    ),
    "Interpretation": (
        "id article question answer state written_by_id written_at version published_by_id "
        "published_at withdrawn_by_id withdrawn_at reason"
    ),
    "Invitation": "id invited_at service_record_id device_id token_hash",
    "ItemDay": (
        "id day series rule_set very_satisfied satisfied basically_satisfied dissatisfied "
        "very_dissatisfied institution_id item_id bureau_id"
    ),
    "KeptLog": "number kind name day size lines sha256 hash kept_at gone_at",
    "Kiosk": (
        "id name active code_index code_until token_hash added_at paired_at seen_at revoked_at "
        "reason wrong_slips wrong_since hall_id"
    ),
    "KioskSession": "id seen_at started_at until kiosk_id citizen_session_id voucher_id",
    "NetworkList": "id bureau_id institution_id hall_id rows version changed_at changed_by_id",
    "NoticeQuota": "id template_id change at reason account_id message_id",
    "OfficerDay": (
        "id day series rule_set very_satisfied satisfied basically_satisfied dissatisfied "
        "very_dissatisfied officer_id institution_id"
    ),
    "OrderChange": "id order_id day at applied_at",
    "OrderDay": (
        "id day institution_id bureau_id hall_id window_id item_id channel due rectified in_time "
        "contacted"
    ),
    "OrderRound": "id order_id round institution_id due_at",
    "OrderSource": "id source number joined_at office order_id rating_id staff_id",
    "OutboxMessage": "id topic payload state attempts run_at created_at done_at order_id",
    "PaperSlip": (
        "id number batch window_id printed_at printed_by_id state changed_at service_record_id "
        "rating_id reason"
    ),
    "PaperEntry": "id slip_id turn clerk_id project_number service_number written_on grade tags at",
    "Partner": (
        "id name scope networks calls_a_minute grade_scale suspended_at party version hall_id"
    ),
    "PartnerDay": "id day endpoint code contacts rows last_at partner_id",
    "PartnerKey": (
        "id key_id kind secret_sealed public_key made_at expires_at revoked_at partner_id "
        "made_by_id"
    ),
    "PartnerRefusal": "id at endpoint number code place partner_id",
    "PhoneQuestion": (
        "id service_record_id channel partner_id number identity_basis turns state asked_at done_at"
    ),
    "Picture": "id store_key size kept_at evaluator_id rating_id",
    "PlaceChange": (
        "id number what effective_on recorded_at before after before_id after_id reason hall_id "
        "import_file_id institution_id staff_id window_id"
    ),
    "ProviderFlow": "id purpose strong expires_at used_at ended_at staff_id",
    "ProviderSubject": "id issuer bound_at bound_by_id staff_id",
    "Provision": "id evaluator_id consent_id rating_id recipient purpose parts basis at",
    "PublicComment": "id rating_id state reason version decided_by_id decided_at",
    "Rating": (
        "id ordinal opinion grade origin identity_basis channel rated_at late tags dimensions "
        "anonymous session_id device_id service_token partner_id partner_message first_clerk_id "
        "second_clerk_id due_at written_at key receipt_number receipt_hash excluded_at "
        "evaluator_id service_record_id superseded_by_id"
    ),
    "RatingChange": "id rating_id why at applied_at",
    "RatingDevice": (
        "id name active code_index code_until token_hash added_at paired_at seen_at revoked_at "
        "reason window_id"
    ),
    "Reconciliation": "id day made_at ours theirs",
    "ReconciliationLine": (
        "id reconciliation_id project_number service_number what ours theirs state reason "
        "mended_at decided_by_id"
    ),
    "RecoveryCode": "id used_at staff_id",
    "Referral": "id body referred_at receipt_number receipt_at result_at concern_id staff_id",
    "Region": "id code national_code name level parent_id",
    "RollupDay": "day counted_at version",
    "RollupMonth": "month through",
    "RuleSetRecord": (
        "code effective_from document loaded_at loaded_by_id activated_by_id activated_at "
        "discarded_at"
    ),
    "SealingKey": "number fingerprint known_at current current_since resealed_at retired_at",
    "ServiceDay": "id day institution_id bureau_id ended due rated",
    "ServiceHallDay": "id day hall_id bureau_id ended due rated",
    "ServiceImport": (
        "id staff_id scope state uploaded_at file_hash size error rows_total rows_done good known "
        "bad taken overdue turns turn_at failures applied_at undone_at"
    ),
    "ServiceImportRow": "id file_id number uploaded_at outcome project_number problems",
    "ServiceItem": "id code name rating_points institution_id",
    "ServiceItemDay": "id day institution_id item_id bureau_id ended due rated",
    "ServiceRecord": (
        "id project_number service_number point source ended_at default_due_at rule_set key "
        "walk_in_day walk_in_ordinal typed bureau_id hall_id institution_id item_id officer_id "
        "walk_in_evaluator_id window_id"
    ),
    "ServiceWindowDay": "id day window_id hall_id bureau_id ended due rated",
    "Settlement": "due_at version made settled_at",
    "SecondFactor": "id begun_at confirmed_at last_step staff_id",
    "SignInFlow": "id way notice_version expires_at used_at account_id",
    "SignInRest": "tries failures since last_at rest_until",
    "SmsInvitation": (
        "id service_record_id evaluator_id consent_id extension day ordinal state open reason "
        "segments listed_at sent_at until"
    ),
    "SmsReply": "id partner_id number invitation_id outcome turn received_at",
    "SpentToken": "session_id spent_at",
    "Staff": "id role active password_initial password_set_at bureau_id hall_id institution_id",
    "StaffPhone": "id staff_id asked_at bound_at bound_by_id turn ended_at",
    "StaffSession": (
        "id created_at expires_at seen_at revoked_at staff_id phone_id by_provider proved_at"
    ),
    "StepPicture": "id order_id staff_id key store_key size sha256 kept_at step place",
    "TagDay": "id day institution_id bureau_id tag count",
    "TextCheck": "id rating_id verdict attempts listed_at judged_at",
    "Tombstone": "id what about_id gone_at",
    "TrailKey": "number fingerprint known_at since current",
    "Transition": "id number action before after at actor office order_id staff_id",
    "Voucher": "id turn issued_at until service_record_id",
    "Watermark": "name at",
    "WechatAccount": "id created_at evaluator_id",
    "Webhook": (
        "id address kinds scheme secret_sealed before_sealed before_until version made_at paused "
        "answered_at failures failing_since error retry_at partner_id made_by_id"
    ),
    "WebhookNotice": (
        "id webhook_id kind subject line place body state attempts replays created_at queued_at "
        "turn_at tried_at done_at status milliseconds error"
    ),
    "WebhookTry": "id notice_id at status milliseconds error",
    "Window": "id number name closed_at hall_id institution_id",
    "WindowCode": "id token short_number active issued_at revoked_at reason window_id",
    "WindowDay": (
        "id day series rule_set very_satisfied satisfied basically_satisfied dissatisfied "
        "very_dissatisfied window_id hall_id bureau_id"
    ),
    "WorkOrder": (
        "area_id id number status version round returned opened_at due_what due_at "
        "due_provisional delivered_at paused_at closed_at extension_asked_at supervised_at "
        "supervision_due_at bureau_id institution_id rating_id"
    ),
}
PLAIN = {name: frozenset(fields.split()) for name, fields in _PLAIN.items()}
# A month has the columns of its days.
PLAIN |= {
    name.replace("Day", "Month"): PLAIN[name]
    for name in (
        "HallDay",
        "IndicatorDay",
        "InstitutionDay",
        "ItemDay",
        "OfficerDay",
        "ServiceDay",
        "ServiceHallDay",
        "ServiceItemDay",
        "ServiceWindowDay",
        "TagDay",
        "WindowDay",
    )
}
