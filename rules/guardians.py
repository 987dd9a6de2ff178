"""Children: whoever is under 14 rates with the consent of a guardian.

第九条 “好差评”实行实名制评价，市、县（区）政务服务数据管理局（政务服务管理机构）
和各级政务服务机构要严格保护评价人信息，未经当事人同意，不得将评价人信息提供给第三方。

The regulation says nothing of children. 个人信息保护法第三十一条 asks below 14 years for the
consent of a guardian, and for rules of their own (docs/decisions/0068).
"""

from datetime import date, timedelta

from rules.documents import DocumentType
from rules.refusals import Refused

GUARDIAN = "guardian"
"""The purpose the consent of a guardian is kept under."""

CHILD_RULES_VERSION = "2026-11"
"""The version of the rules for children's data that a consent names."""

CHILD_UNDER = 14  # years, 个人信息保护法第三十一条
ADULT_FROM = 18  # years, 民法典第十七条
LONGEST_MONTH = 31  # days
CODE_TIME = timedelta(minutes=15)
CODE_DIGITS = 8
KEPT_WITHOUT_CONSENT = timedelta(days=7)
# Documents whose number holds the day of birth where GB 11643 has it.
DATED = (DocumentType.RESIDENT_ID, DocumentType.HMT_RESIDENCE_PERMIT)


class GuardianNeeded(Refused):
    """A child under 14 rates once a guardian has agreed; the rating is kept on the phone."""

    code = "guardian_needed"


class NotAGuardian(Refused):
    """Nobody is the own guardian, and no minor is another's."""

    code = "not_a_guardian"


class CodeOver(Refused):
    """Nobody's code, or one that is over: the child shows a new one."""

    code = "guardian_code_over"


def born_on(kind: str, number: str) -> date | None:
    """The day of birth a document's number holds; None where it holds none. Art. 9 (9-1)."""
    if kind not in DATED:
        return None
    return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))


def of_age_on(born: date, years: int) -> date:
    """When somebody is so many years old; born on the 29th of February, the day after. (9-1)"""
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return date(born.year + years, 3, 1)


def child_until(kind: str, number: str) -> date | None:
    """The 14th birthday, if the number tells it; before it a guardian must agree. Art. 9 (9-1)."""
    born = born_on(kind, number)
    return of_age_on(born, CHILD_UNDER) if born else None


def asked_until(kind: str, number: str, today: date) -> date | None:
    """Until when it is looked closer whether a guardian must agree; None for who is no child.

    The first of the month after the birthday: the day itself stays sealed. Art. 9 (9-2).
    """
    until = child_until(kind, number)
    if until is None or until <= today:
        return None
    return (until.replace(day=1) + timedelta(days=LONGEST_MONTH)).replace(day=1)


def may_be_guardian(kind: str, number: str, today: date) -> bool:
    """Whether somebody is grown up, as far as the document tells. Art. 9 (9-1)."""
    born = born_on(kind, number)
    return born is None or of_age_on(born, ADULT_FROM) <= today
