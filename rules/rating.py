"""One service, one rating; where ratings come from and what proves whose they are.

第七条 评价人每接受一次服务即可做出一次评价。线上评价为登录广东政务服务网和
“粤省事”移动政务服务平台，按系统提示做出评价。线下评价是在各级实体办事大厅通过评价装置
或扫描二维码进入评价系统做出评价，或是通过自助服务终端进行评价；
同时，可通过省政务服务咨询投诉平台进行评价。
拨打12345热线电话咨询政务服务事项的，在咨询完成后，按系统语音提示对服务做出评价。
第三条 各级政务服务机构和平台工作人员在政务服务完成后应引导服务对象作出评价，
但不得强迫或干扰评价人的评价行为。
"""

from enum import StrEnum

# The size of the form, not law: what a column and a screen hold.
TEXT_LIMIT = 500  # characters of free text
PICTURE_LIMIT = 3


class Origin(StrEnum):
    """Who made the rating; each origin needs its own proof in the database (3-3)."""

    CITIZEN = "citizen"  # a session of a verified evaluator
    DEVICE = "device"  # a rating device or kiosk with the token or voucher of one service
    PARTNER = "partner"  # a message of an outside system
    PAPER = "paper"  # typed in by two people
    DEFAULT = "default"  # nobody rated within the days of Art. 6


class IdentityBasis(StrEnum):
    """How sure it is who rated; the rule set says which basis counts where (9-1)."""

    SELF_VERIFIED = "self_verified"
    CASE_APPLICANT = "case_applicant"
    PARTNER_ASSERTED = "partner_asserted"
    PHONE_NUMBER = "phone_number"
    VERIFIED_PHONE = "verified_phone"  # the number a person verified with the real name
    PROXY_ENTERED = "proxy_entered"
    NONE = "none"


class Channel(StrEnum):
    """渠道: how the rating was made. Art. 7 (7-3 … 7-6)."""

    WINDOW_CODE = "window_code"
    GDZWFW_WEB = "gdzwfw_web"
    YUESHENGSHI = "yueshengshi"
    DEVICE = "device"
    KIOSK = "kiosk"
    COMPLAINT_PLATFORM = "complaint_platform"
    HOTLINE = "hotline"
    SMS = "sms"
    PAPER = "paper"
    SYSTEM_DEFAULT = "system_default"


# 广东政务服务网 and 粤省事: a service had there has its platform as the source of its record.
PLATFORMS = frozenset({Channel.GDZWFW_WEB, Channel.YUESHENGSHI})


def channel_of(channel: str, source: str) -> str:
    """The channel a rating counts under: on the phone, of a service had online, its platform's.

    Every other channel says for itself how the rating was made. Art. 7 (7-3).
    """
    return source if channel == Channel.WINDOW_CODE and source in PLATFORMS else channel
