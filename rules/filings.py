"""Supporting rules of the counties: filed with the city, version by version.

第十六条 各县、区政府（管委会）及凤泉湖高新区管委会要按照本细则的要求，认真制订相关配套制度
并组织实施，同时报市政务服务数据管理局备案。
"""

from enum import StrEnum

from rules.refusals import Refused
from rules.workflow import Table, transition

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class DocumentType(Refused):
    """The upload is neither a PDF nor a Word document."""

    code = "document_type"


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
SETTLED = frozenset({State.FILED, State.ACCEPTED})  # nothing is left to do for the county
_OPENS_WITH = {PDF: b"%PDF-", DOCX: b"PK\x03\x04"}


def media_type_of(content: bytes) -> str:
    """What a document is by its first bytes; `DocumentType` if no kind is taken. Art. 16 (16-1)."""
    for media_type, start in _OPENS_WITH.items():
        if content.startswith(start):
            return media_type
    raise DocumentType
