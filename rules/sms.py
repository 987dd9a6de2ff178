"""Rating by text message: who is invited when, what is said, and what an answer means.

第七条 评价人每接受一次服务即可做出一次评价。线上评价为登录广东政务服务网和
“粤省事”移动政务服务平台，按系统提示做出评价。线下评价是在各级实体办事大厅通过评价装置
或扫描二维码进入评价系统做出评价，或是通过自助服务终端进行评价；
同时，可通过省政务服务咨询投诉平台进行评价。
拨打12345热线电话咨询政务服务事项的，在咨询完成后，按系统语音提示对服务做出评价。

Which digit is which grade is data, and what could be read both ways is no rating: scales run both
ways (docs/decisions/0061).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from rules.grades import LABELS, Grade
from rules.rule_set import RuleSet
from rules.work_calendar import DAY, SHANGHAI

INVITATIONS = "sms_invitation"
"""The purpose a consent to being invited is kept under; off until somebody chooses it (9-6)."""

SEGMENT, LINKED_SEGMENT = 70, 67  # letters of one text message, and of each of several
MOST_SEGMENTS = 3
SIGN = 8  # letters the operator puts in front: 【…】
CUT = "…"


class Invited(StrEnum):
    """Where an invitation stands."""

    WAITING = "waiting"  # until its hour
    ASKED = "asked"
    ANSWERED = "answered"
    UNANSWERED = "unanswered"  # its days are over
    STOPPED = "stopped"  # its person asked for no more of them
    DROPPED = "dropped"  # never sent: rated meanwhile, no longer wanted, enough for the day
    FAILED = "failed"  # the operator does not take it


class Heard(StrEnum):
    """What became of an answer."""

    NEW = "new"
    RATED = "rated"
    AGAIN = "again"  # not understood, and asked once more
    SILENT = "silent"  # not understood, and left at that
    OVER = "over"  # the service has its opinion, or its days are over
    STOPPED = "stopped"
    STRANGER = "stranger"  # this number was not invited


class Topic(StrEnum):
    """The texts there are; each is registered with the operator word for word."""

    INVITE = "rate_by_sms"
    THANKS = "sms_rated"
    CASE = "sms_rated_poor"
    AGAIN = "sms_again"
    OVER = "sms_over"
    STOPPED = "sms_stopped"


# No name, no number of anybody; the link opens its service for nobody but whose it is.
TEXTS: Mapping[Topic, str] = {
    Topic.INVITE: "您{day}在{office}办的“{item}”请评价：回复{keys}，或打开{link} 回T退订",
    Topic.THANKS: "已收到您对“{item}”的评价：{grade}。感谢您的参与！",
    Topic.CASE: "已收到您对“{item}”的评价：{grade}。将转有关单位核实整改，进展请在“好差评”查看。",
    Topic.AGAIN: "没有看懂您的回复，请只回一个数字：{keys}。回T退订",
    Topic.OVER: "这次服务已经评价过，或已过评价期限，不用再回复。感谢您的参与！",
    Topic.STOPPED: "已退订评价邀请短信，今后不再发送。如要恢复，请在“好差评”的“隐私”页选择。",
}


class Means(StrEnum):
    """What somebody wants with an answer."""

    GRADE = "grade"
    STOP = "stop"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer as it was understood."""

    means: Means
    grade: Grade | None = None
    comment: str = field(default="", repr=False)


STOPS = frozenset({"t", "td", "stop", "退订", "取消"})
EDGE = " \t\r\n\u3000，。,.！!、；;：:~～*#·…“”\"'‘’（）()【】[]"
# Letters and digits as a Chinese keyboard may write them.
NARROW = {place: place - 0xFEE0 for place in range(0xFF01, 0xFF5F)}
OPENING = re.compile(r"(?:回复?|选)?\s*([0-9])\s*(?:分|颗?星)?")
# What follows a digit and makes another number of it: 12, 3.5, 1-5, 4/5.
NUMBER = re.compile(r"[0-9]|[./~～—-]\s*[0-9]")
UNCLEAR = Reply(Means.UNCLEAR)


def understood(text: str, rules: RuleSet) -> Reply:
    """What an answer means by the set of its service. Art. 7 (7-1, 7-12).

    A digit or a grade in words, with or without more behind it; full-width or not. A digit that
    is none of the table, two numbers, or a digit beside the word of another grade is unclear.
    """
    said = text.translate(NARROW).strip(EDGE)
    if re.sub(r"^回复?\s*", "", said).lower() in STOPS:
        return Reply(Means.STOP)
    digit = OPENING.match(said)
    if digit is None:
        grade, rest = _word(said)
        return Reply(Means.GRADE, grade, rest) if grade else UNCLEAR
    chosen, rest = rules.sms_keys.value.get(digit[1]), said[digit.end() :]
    if chosen is None or NUMBER.match(rest) or rest.strip(EDGE).isdecimal():
        return UNCLEAR
    grade, words = _word(rest.strip(EDGE))
    if grade is not None and grade != chosen:
        return UNCLEAR  # the digit says one thing, the word another: scales run both ways
    return Reply(Means.GRADE, Grade(chosen), words if grade else rest.strip(EDGE))


def _word(said: str) -> tuple[Grade | None, str]:
    """The grade a text begins with in words, and what follows; none if the word goes on."""
    for grade, label in sorted(LABELS.items(), key=lambda pair: -len(pair[1])):
        rest = said.removeprefix(label)
        if rest != said and (not rest or rest[0] in EDGE):
            return grade, rest.strip(EDGE)
    return None, ""


def sent_from(now: datetime, rules: RuleSet) -> datetime:
    """The moment from which a text may go out: now, or when the decent hours begin. Art. 3 (3-3).

    Between `sms_until` and `sms_from` of the rule set, in Chaozhou, nobody's phone rings.
    """
    here = now.astimezone(SHANGHAI)
    if rules.sms_from.value <= here.time() < rules.sms_until.value:
        return now
    day = here.date() if here.time() < rules.sms_from.value else here.date() + DAY
    return datetime.combine(day, rules.sms_from.value, SHANGHAI).astimezone(UTC)


def wait(rules: RuleSet) -> timedelta:
    """How long after it was told of a service is left to its window and device (7-12)."""
    return timedelta(minutes=rules.sms_wait_minutes.value)


def keys_said(rules: RuleSet) -> str:
    """The digits with their grades, best first, as they are read (7-12)."""
    keys = {grade: digit for digit, grade in rules.sms_keys.value.items()}
    return "".join(f"{keys[grade]}{label}" for grade, label in LABELS.items())


def segments(text: str) -> int:
    """How many messages the operator sends and charges for a text, his own sign with it (7-12)."""
    letters = len(text) + SIGN
    return 1 if letters <= SEGMENT else -(-letters // LINKED_SEGMENT)


def fitted(topic: Topic, parameters: Mapping[str, str]) -> dict[str, str]:
    """The parameters of a text with names cut until it fits `MOST_SEGMENTS` (7-12)."""
    given = dict(parameters)
    while segments(TEXTS[topic].format(**given)) > MOST_SEGMENTS:
        longest = max(("office", "item"), key=lambda name: len(given[name]))
        given[longest] = given[longest].removesuffix(CUT)[:-1] + CUT
    return given


def short_link(public_url: str, token: str) -> str:
    """The address of a voucher in a text message; the page behind it opens the service (7-12)."""
    return f"{public_url}/v/{token}"


def plain_number(phone: str) -> str:
    """A number without the country's code, as real names are registered with it (9-1)."""
    return re.sub(r"^(?:\+|00)?86(?=1\d{10}$)", "", re.sub(r"[\s-]", "", phone))
