"""Supporting rules of the counties: filed with the city, version by version.

第十六条 各县、区政府（管委会）及凤泉湖高新区管委会要按照本细则的要求，认真制订相关配套制度
并组织实施，同时报市政务服务数据管理局备案。
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from rules.refusals import Refused
from rules.rule_set import RuleSet
from rules.workflow import Table, transition

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class NoDocument(Refused):
    """The upload is neither a PDF nor a Word document without macros."""

    code = "no_document"


class Kind(StrEnum):
    """What every county has to have in writing."""

    SUPPORTING_RULES = "supporting_rules"  # 配套制度 (16-1)
    REVIEW_PROCEDURE = "review_procedure"  # 复核机制 (12-3)


class State(StrEnum):
    """Where a version stands. A kind without any filed version is `MISSING`."""

    MISSING = "missing"  # 未报
    DRAFT = "draft"  # uploaded, seen by the own bureau alone
    FILED = "filed"  # 已报
    ACCEPTED = "accepted"  # 已备案
    RETURNED = "returned"  # 退回
    DISCARDED = "discarded"


class Step(StrEnum):
    """What is done with a version."""

    FILE = "file"
    DISCARD = "discard"
    ACCEPT = "accept"
    RETURN = "return"


class Side(StrEnum):
    """Who files, and with whom."""

    COUNTY = "county"
    CITY = "city"


TABLE: Table[State, Step, Side] = Table(
    (
        transition(Step.FILE, [State.DRAFT], State.FILED, Side.COUNTY),
        transition(Step.DISCARD, [State.DRAFT], State.DISCARDED, Side.COUNTY),
        transition(Step.ACCEPT, [State.FILED], State.ACCEPTED, Side.CITY),
        transition(Step.RETURN, [State.FILED], State.RETURNED, Side.CITY),
    )
)

NEEDS_REASON = frozenset({Step.RETURN})
SHOWN_TO_CITY = frozenset({State.FILED, State.ACCEPTED, State.RETURNED})
_WORD_PART = "word/document.xml"
_MACROS = "vbaProject.bin"


def media_type_of(content: bytes) -> str:
    """What a document is by its bytes; `NoDocument` if no kind is taken. Art. 16 (16-1)."""
    if content.startswith(b"%PDF-"):
        return PDF
    try:
        parts = ZipFile(BytesIO(content)).namelist()
    except (BadZipFile, ValueError):
        raise NoDocument from None
    if _WORD_PART not in parts or any(one.endswith(_MACROS) for one in parts):
        raise NoDocument
    return DOCX


def standing(newest_first: Iterable[State]) -> State:
    """Where a paper stands with the city: as its newest version that was filed. Art. 16 (16-1)."""
    return next((one for one in newest_first if one in SHOWN_TO_CITY), State.MISSING)


def again_at(reminded_at: datetime, rules: RuleSet) -> datetime:
    """From when on a bureau may be reminded again. Art. 16 (16-1)."""
    return reminded_at + timedelta(days=rules.filing_reminder_days.value)


def is_owed(states: Iterable[State]) -> bool:
    """Whether nothing lies with the city, neither accepted nor waiting. Art. 16 (16-1)."""
    return not {State.FILED, State.ACCEPTED} & set(states)
