"""Tables, one class a file, a room a subject. They store the words of rules, no decision."""

from models.appeals.appeal import Appeal
from models.appeals.appeal_file import AppealFile
from models.appeals.appeal_step import AppealStep
from models.assessment.accountability_case import AccountabilityCase
from models.assessment.assessment_objection import AssessmentObjection
from models.assessment.assessment_use import AssessmentUse
from models.assessment.bulletin import Bulletin
from models.channels.complaint_step import ComplaintStep
from models.channels.kiosk import Kiosk
from models.channels.kiosk_session import KioskSession
from models.channels.paper_entry import PaperEntry
from models.channels.paper_slip import PaperSlip
from models.channels.partner import Partner
from models.channels.partner_day import PartnerDay
from models.channels.partner_key import PartnerKey
from models.channels.partner_refusal import PartnerRefusal
from models.channels.phone_question import PhoneQuestion
from models.channels.service_import import ServiceImport
from models.channels.service_import_row import ServiceImportRow
from models.channels.sms_invitation import SmsInvitation, SmsReply
from models.channels.webhook import Webhook
from models.channels.webhook_notice import WebhookNotice
from models.channels.webhook_try import WebhookTry
from models.exchange.connection import Connection
from models.exchange.exchange_code import ExchangeCode
from models.exchange.exchange_file import ExchangeFile
from models.exchange.exchange_item import ExchangeItem
from models.exchange.exchange_party import ExchangeParty
from models.exchange.exchange_received import ExchangeReceived
from models.exchange.reconciliation import Reconciliation
from models.exchange.reconciliation_line import ReconciliationLine
from models.figures.hall_day import HallDay
from models.figures.indicator_day import IndicatorDay
from models.figures.institution_day import InstitutionDay
from models.figures.item_day import ItemDay
from models.figures.months import (
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
from models.figures.officer_day import OfficerDay
from models.figures.order_day import OrderDay
from models.figures.rollup_day import RollupDay
from models.figures.service_day import ServiceDay
from models.figures.service_hall_day import ServiceHallDay
from models.figures.service_item_day import ServiceItemDay
from models.figures.service_window_day import ServiceWindowDay
from models.figures.settlement import Settlement
from models.figures.tag_day import TagDay
from models.figures.watermark import Watermark
from models.figures.window_day import WindowDay
from models.notices.delivery import Delivery
from models.notices.inbox_message import InboxMessage
from models.notices.notice_quota import NoticeQuota
from models.notices.outbox_message import OutboxMessage
from models.orders.concern import Concern
from models.orders.desk_member import DeskMember
from models.orders.entry import Entry
from models.orders.order_change import OrderChange
from models.orders.order_round import OrderRound
from models.orders.order_source import OrderSource
from models.orders.referral import Referral
from models.orders.step_picture import StepPicture
from models.orders.transition import Transition
from models.orders.work_order import WorkOrder
from models.papers.county_values_record import CountyValuesRecord
from models.papers.filing import Filing
from models.papers.filing_reminder import FilingReminder
from models.papers.indicator_set_record import IndicatorSetRecord
from models.papers.interpretation import Interpretation
from models.papers.rule_set_record import RuleSetRecord
from models.people.citizen_session import CitizenSession
from models.people.consent import Consent
from models.people.deletion import Deletion
from models.people.duty import Duty
from models.people.evaluator import Evaluator
from models.people.guardian_code import GuardianCode
from models.people.identity_look import IdentityLook
from models.people.identity_view import IdentityView
from models.people.network_list import NetworkList
from models.people.provider_flow import ProviderFlow
from models.people.provider_subject import ProviderSubject
from models.people.provision import Provision
from models.people.second_factor import RecoveryCode, SecondFactor
from models.people.sign_in_flow import SignInFlow
from models.people.sign_in_rest import SignInRest
from models.people.spent_token import SpentToken
from models.people.staff import Staff
from models.people.staff_phone import StaffPhone
from models.people.staff_session import StaffSession
from models.people.wechat_account import WechatAccount
from models.places.bureau import Bureau
from models.places.calendar_day import CalendarDay
from models.places.hall import Hall
from models.places.import_change import ImportChange
from models.places.import_file import ImportFile
from models.places.import_step import ImportStep
from models.places.institution import Institution
from models.places.place_change import PlaceChange
from models.places.region import Region
from models.places.service_item import ServiceItem
from models.places.window import Window
from models.places.window_code import WindowCode
from models.rating.invitation import Invitation
from models.rating.picture import Picture
from models.rating.public_comment import PublicComment
from models.rating.rating import Rating
from models.rating.rating_change import RatingChange
from models.rating.rating_device import RatingDevice
from models.rating.service_record import ServiceRecord
from models.rating.text_check import TextCheck
from models.rating.voucher import Voucher
from models.trail.audit_check import AuditCheck
from models.trail.audit_entry import AuditEntry
from models.trail.audit_link import AuditLink
from models.trail.export_job import ExportJob
from models.trail.index_key import IndexKey
from models.trail.kept_log import KeptLog
from models.trail.sealing_key import SealingKey
from models.trail.tombstone import Tombstone
from models.trail.trail_key import TrailKey

__all__ = [
    "AccountabilityCase",
    "Appeal",
    "AppealFile",
    "AppealStep",
    "AssessmentObjection",
    "AssessmentUse",
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
    "ProviderFlow",
    "ProviderSubject",
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
    "StepPicture",
    "TagDay",
    "TagMonth",
    "TextCheck",
    "Tombstone",
    "TrailKey",
    "Transition",
    "Voucher",
    "Watermark",
    "Webhook",
    "WebhookNotice",
    "WebhookTry",
    "WechatAccount",
    "Window",
    "WindowCode",
    "WindowDay",
    "WindowMonth",
    "WorkOrder",
]
