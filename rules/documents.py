"""Identity documents: checked by form, length, date and check digit; masked for display.

第九条 “好差评”实行实名制评价，市、县（区）政务服务数据管理局（政务服务管理机构）
和各级政务服务机构要严格保护评价人信息，未经当事人同意，不得将评价人信息提供给第三方。
"""

import re
import unicodedata
from datetime import date, datetime
from enum import StrEnum

from rules.plain_text import plain
from rules.refusals import Refused
from rules.work_calendar import local_day


class BadDocument(Refused):
    """The number cannot be one of its kind; `why` is length, form, date or check_digit."""

    code = "bad_document"


class DocumentType(StrEnum):
    """Who may rate by which document (9-1)."""

    RESIDENT_ID = "resident_id"
    HMT_RESIDENCE_PERMIT = "hmt_residence_permit"
    TRAVEL_PERMIT_HK_MO = "travel_permit_hk_mo"
    TRAVEL_PERMIT_TW = "travel_permit_tw"
    PASSPORT = "passport"
    PERMANENT_RESIDENCE = "permanent_residence"
    SOCIAL_CREDIT_CODE = "social_credit_code"
    NETWORK_IDENTITY = "network_identity"

    @property
    def label(self) -> str:
        """What citizens call it."""
        return LABELS[self]


LABELS = {
    DocumentType.RESIDENT_ID: "居民身份证",
    DocumentType.HMT_RESIDENCE_PERMIT: "港澳台居民居住证",
    DocumentType.TRAVEL_PERMIT_HK_MO: "港澳居民来往内地通行证",
    DocumentType.TRAVEL_PERMIT_TW: "台湾居民来往大陆通行证",
    DocumentType.PASSPORT: "护照",
    DocumentType.PERMANENT_RESIDENCE: "外国人永久居留身份证",
    DocumentType.SOCIAL_CREDIT_CODE: "统一社会信用代码（单位）",
    DocumentType.NETWORK_IDENTITY: "网络身份认证（网号）",
}
FORMS = {
    DocumentType.TRAVEL_PERMIT_HK_MO: re.compile(r"[HM][0-9]{8}([0-9]{2})?"),
    DocumentType.TRAVEL_PERMIT_TW: re.compile(r"[0-9]{8}|[0-9]{10}[A-Z]?"),
    DocumentType.PASSPORT: re.compile(r"[A-Z0-9]{5,17}"),
    DocumentType.NETWORK_IDENTITY: re.compile(r"[A-Za-z0-9+/=_-]{16,128}"),
}
OLD_PERMANENT = re.compile(r"[A-Z]{3}[0-9]{12}")
ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
ID_CHECK = "10X98765432"
CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
CREDIT_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)


def parse_type(value: str) -> DocumentType:
    """The document type of a code; `BadDocument` for anything else. Art. 9 (9-1)."""
    try:
        return DocumentType(value)
    except ValueError:
        raise BadDocument(why="type") from None


def check(kind: DocumentType, number: str, now: datetime) -> str:
    """The number in its normal form, or `BadDocument`. Art. 9 (9-1).

    GB 11643 is checked by length, birth date and check digit: a table of regions would refuse
    most adults of Chaozhou, whose codes were issued before the city had its present one.
    """
    number = unicodedata.normalize("NFKC", number).strip()  # one person, one blind index
    if kind is not DocumentType.NETWORK_IDENTITY:
        number = re.sub(r"[\s-]", "", number).upper()
    if kind is DocumentType.RESIDENT_ID:
        return _citizen_number(number, now)
    if kind is DocumentType.HMT_RESIDENCE_PERMIT:
        if number[:2] not in ("81", "82", "83"):
            raise BadDocument(why="form")
        return _citizen_number(number, now)
    if kind is DocumentType.PERMANENT_RESIDENCE:
        if OLD_PERMANENT.fullmatch(number):
            return number
        if not number.startswith("9"):
            raise BadDocument(why="form")
        return _citizen_number(number, now)
    if kind is DocumentType.SOCIAL_CREDIT_CODE:
        return _credit_code(number)
    if not FORMS[kind].fullmatch(number):
        raise BadDocument(why="form")
    return number


def _citizen_number(number: str, now: datetime) -> str:
    if not re.fullmatch(r"[0-9]{17}[0-9X]", number):
        raise BadDocument(why="length")
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        raise BadDocument(why="date") from None
    if not date(1880, 1, 1) <= born <= local_day(now):
        raise BadDocument(why="date")
    if id_check_digit(number[:17]) != number[17]:
        raise BadDocument(why="check_digit")
    return number


def id_check_digit(body: str) -> str:
    """The 18th character for 17 digits (GB 11643, ISO 7064 MOD 11-2). Art. 9 (9-1)."""
    total = sum(int(digit) * weight for digit, weight in zip(body, ID_WEIGHTS, strict=True))
    return ID_CHECK[total % 11]


def _credit_code(number: str) -> str:
    if len(number) != 18 or any(one not in CREDIT_ALPHABET for one in number):
        raise BadDocument(why="form")
    if credit_check_digit(number[:17]) != number[17]:
        raise BadDocument(why="check_digit")
    return number


def credit_check_digit(body: str) -> str:
    """The 18th character of a social credit code (GB 32100, MOD 31). Art. 9 (9-1)."""
    total = sum(
        CREDIT_ALPHABET.index(one) * weight
        for one, weight in zip(body, CREDIT_WEIGHTS, strict=True)
    )
    return CREDIT_ALPHABET[(31 - total % 31) % 31]


def mask_name(name: str) -> str:
    """The family name and two asterisks, whatever the length: 陈** (9-2)."""
    return name[:1] + "**"


def mask_number(number: str) -> str:
    """The first three and last two characters (9-2)."""
    if len(number) < 8:
        return "*" * len(number)
    return number[:3] + "*" * (len(number) - 5) + number[-2:]


# What people put between the digits of a number.
GAP = r"[-\s._·‐‑‒–—−~～/]{0,2}"
SAID = r"[零〇一二三四五六七八九十幺两壹贰叁肆伍陆柒捌玖]"
PLACES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
PERSONAL = (
    # Identity numbers of 18 and 15 characters and cards of banks, however they are grouped.
    re.compile(rf"(?<![0-9A-Za-z])\d(?:{GAP}\d){{14,17}}{GAP}[\dXx](?![0-9A-Za-z])"),
    re.compile(r"(?<![0-9A-Za-z])\d{15}(?![0-9A-Za-z])"),
    re.compile(rf"(?<!\d)(?:\+?86{GAP})?1{GAP}[3-9](?:{GAP}\d){{9}}(?!\d)"),  # mobile phone
    re.compile(rf"[幺一壹]{SAID}{{10}}(?!{SAID})"),  # the same in words
    re.compile(r"(?<!\d)0\d{2,3}[- ]?\d{7,8}(?!\d)"),  # landline
    re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}"),  # mail
    # Travel permits and Chinese passports.
    re.compile(r"(?<![0-9A-Za-z])[DEGHMPSdeghmps]\d{8}(?:\d{2})?(?![0-9A-Za-z])"),
    re.compile(r"(?<![0-9A-Za-z])[Ee][A-Za-z]\d{7}(?![0-9A-Za-z])"),
    re.compile(rf"[{PLACES}][A-Za-z][ ·•.-]?[0-9A-Za-z]{{4,5}}[0-9A-Za-z挂学警港澳]"),  # plate
    re.compile(r"(?:QQ|微信|(?<![A-Za-z])[VvWw][Xx])[号是为:： ]{0,3}[0-9A-Za-z_-]{5,20}", re.I),
)


def mask_personal_data(text: str) -> str:
    """Free text with numbers of people replaced, as an office may read it. Art. 9 (9-4)."""
    text = plain(text)
    for pattern in PERSONAL:
        text = pattern.sub("***", text)
    return text
