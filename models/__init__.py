"""Tables, one class a file, sums of months in one. They store the words of rules, no decision."""

from models.accountability_case import AccountabilityCase
from models.appeal import Appeal
from models.appeal_file import AppealFile
from models.appeal_step import AppealStep
from models.assessment_objection import AssessmentObjection
from models.audit_check import AuditCheck
from models.audit_entry import AuditEntry
from models.audit_link import AuditLink
from models.bulletin import Bulletin
from models.bureau import Bureau
from models.calendar_day import CalendarDay
from models.citizen_session import CitizenSession
from models.complaint_step import ComplaintStep
from models.concern import Concern
from models.connection import Connection
from models.consent import Consent
from models.county_values_record import CountyValuesRecord
from models.deletion import Deletion
from models.delivery import Delivery
from models.desk_member import DeskMember
from models.duty import Duty
from models.entry import Entry
from models.evaluator import Evaluator
from models.exchange_code import ExchangeCode
from models.exchange_file import ExchangeFile
from models.exchange_item import ExchangeItem
from models.exchange_party import ExchangeParty
from models.exchange_received import ExchangeReceived
from models.export_job import ExportJob
from models.filing import Filing
from models.filing_reminder import FilingReminder
from models.guardian_code import GuardianCode
from models.hall import Hall
from models.hall_day import HallDay
from models.identity_look import IdentityLook
from models.identity_view import IdentityView
from models.import_change import ImportChange
from models.import_file import ImportFile
from models.import_step import ImportStep
from models.inbox_message import InboxMessage
from models.index_key import IndexKey
from models.indicator_day import IndicatorDay
from models.indicator_set_record import IndicatorSetRecord
from models.institution import Institution
from models.institution_day import InstitutionDay
from models.interpretation import Interpretation
from models.invitation import Invitation
from models.item_day import ItemDay
from models.kept_log import KeptLog
from models.kiosk import Kiosk
from models.kiosk_session import KioskSession
from models.months import (
    HallMonth,
    IndicatorMonth,
    InstitutionMonth,
    ItemMonth,
    OfficerMonth,
    RollupMonth,
    ServiceHallMonth,
    ServiceItemMonth,
    ServiceMonth,
    ServiceWindowMonth,
    TagMonth,
    WindowMonth,
)
from models.network_list import NetworkList
from models.notice_quota import NoticeQuota
from models.officer_day import OfficerDay
from models.order_change import OrderChange
from models.order_day import OrderDay
from models.order_round import OrderRound
from models.order_source import OrderSource
from models.outbox_message import OutboxMessage
from models.paper_entry import PaperEntry
from models.paper_slip import PaperSlip
from models.partner import Partner
from models.partner_day import PartnerDay
from models.partner_key import PartnerKey
from models.partner_refusal import PartnerRefusal
from models.phone_question import PhoneQuestion
from models.picture import Picture
from models.place_change import PlaceChange
from models.provision import Provision
from models.public_comment import PublicComment
from models.rating import Rating
from models.rating_change import RatingChange
from models.rating_device import RatingDevice
from models.reconciliation import Reconciliation
from models.reconciliation_line import ReconciliationLine
from models.referral import Referral
from models.region import Region
from models.rollup_day import RollupDay
from models.rule_set_record import RuleSetRecord
from models.sealing_key import SealingKey
from models.second_factor import RecoveryCode, SecondFactor
from models.service_day import ServiceDay
from models.service_hall_day import ServiceHallDay
from models.service_import import ServiceImport
from models.service_import_row import ServiceImportRow
from models.service_item import ServiceItem
from models.service_item_day import ServiceItemDay
from models.service_record import ServiceRecord
from models.service_window_day import ServiceWindowDay
from models.settlement import Settlement
from models.sign_in_flow import SignInFlow
from models.sign_in_rest import SignInRest
from models.sms_invitation import SmsInvitation, SmsReply
from models.spent_token import SpentToken
from models.staff import Staff
from models.staff_phone import StaffPhone
from models.staff_session import StaffSession
from models.tag_day import TagDay
from models.text_check import TextCheck
from models.tombstone import Tombstone
from models.transition import Transition
from models.voucher import Voucher
from models.watermark import Watermark
from models.webhook import Webhook
from models.webhook_notice import WebhookNotice
from models.wechat_account import WechatAccount
from models.window import Window
from models.window_code import WindowCode
from models.window_day import WindowDay
from models.work_order import WorkOrder

__all__ = [
    "AccountabilityCase",
    "Appeal",
    "AppealFile",
    "AppealStep",
    "AssessmentObjection",
    "AuditCheck",
    "AuditEntry",
    "AuditLink",
    "Bulletin",
    "Bureau",
    "CalendarDay",
    "CitizenSession",
    "ComplaintStep",
    "Concern",
    "Connection",
    "Consent",
    "CountyValuesRecord",
    "Deletion",
    "Delivery",
    "DeskMember",
    "Duty",
    "Entry",
    "Evaluator",
    "ExchangeCode",
    "ExchangeFile",
    "ExchangeItem",
    "ExchangeParty",
    "ExchangeReceived",
    "ExportJob",
    "Filing",
    "FilingReminder",
    "GuardianCode",
    "Hall",
    "HallDay",
    "HallMonth",
    "IdentityLook",
    "IdentityView",
    "ImportChange",
    "ImportFile",
    "ImportStep",
    "InboxMessage",
    "IndexKey",
    "IndicatorDay",
    "IndicatorMonth",
    "IndicatorSetRecord",
    "Institution",
    "InstitutionDay",
    "InstitutionMonth",
    "Interpretation",
    "Invitation",
    "ItemDay",
    "ItemMonth",
    "KeptLog",
    "Kiosk",
    "KioskSession",
    "NetworkList",
    "NoticeQuota",
    "OfficerDay",
    "OfficerMonth",
    "OrderChange",
    "OrderDay",
    "OrderRound",
    "OrderSource",
    "OutboxMessage",
    "PaperEntry",
    "PaperSlip",
    "Partner",
    "PartnerDay",
    "PartnerKey",
    "PartnerRefusal",
    "PhoneQuestion",
    "Picture",
    "PlaceChange",
    "Provision",
    "PublicComment",
    "Rating",
    "RatingChange",
    "RatingDevice",
    "Reconciliation",
    "ReconciliationLine",
    "RecoveryCode",
    "Referral",
    "Region",
    "RollupDay",
    "RollupMonth",
    "RuleSetRecord",
    "SealingKey",
    "SecondFactor",
    "ServiceDay",
    "ServiceHallDay",
    "ServiceHallMonth",
    "ServiceImport",
    "ServiceImportRow",
    "ServiceItem",
    "ServiceItemDay",
    "ServiceItemMonth",
    "ServiceMonth",
    "ServiceRecord",
    "ServiceWindowDay",
    "ServiceWindowMonth",
    "Settlement",
    "SignInFlow",
    "SignInRest",
    "SmsInvitation",
    "SmsReply",
    "SpentToken",
    "Staff",
    "StaffPhone",
    "StaffSession",
    "TagDay",
    "TagMonth",
    "TextCheck",
    "Tombstone",
    "Transition",
    "Voucher",
    "Watermark",
    "Webhook",
    "WebhookNotice",
    "WechatAccount",
    "Window",
    "WindowCode",
    "WindowDay",
    "WindowMonth",
    "WorkOrder",
]
