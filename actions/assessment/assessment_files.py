"""Assessments as files for efficiency supervision and personnel, signed (Art. 4, 14; 4-5, 14-5)."""

from datetime import UTC, datetime

from msgspec import UNSET

from actions.keys import Keyring
from actions.table_files import csv_bytes, percent, plain, xlsx_bytes
from queries.assessment.assessment import Assessment, AssessmentRow
from queries.assessment.objections import ObjectionView
from queries.shapes import Composite
from rules.objections import KIND_NAMES, STATE_NAMES, UNSETTLED, Kind, State

HEAD = (
    "单位",
    "姓名",
    "有数据的月数",
    "主动评价",
    "平均分",
    "分子",
    "分母",
    "满意率",
    "分子",
    "分母",
)
OBJECTIONS_HEAD = ("单位", "姓名", "月份", "事由", "处理")
INDEX_HEAD = ("单位", "月份", "综合指数", "得分", "计入的权重")
OFFICES_HEAD = ("单位", *HEAD[2:])
LONG_AGO = datetime(
    2000, 1, 1, tzinfo=UTC
)  # the file knows the bulletins, not the day it was asked


def lines_of(assessment: Assessment) -> list[tuple[str, ...]]:
    """The tables, then what they were made of."""
    counties = [(row.name, *_cells(row)) for row in assessment.counties]
    offices = [(row.name, *_cells(row)) for row in assessment.institutions]
    officers = [(row.institution_name, row.name, *_cells(row)) for row in assessment.officers]
    return [
        (f"{assessment.issuer} 考核结果 {assessment.first} 至 {assessment.last}",),
        *([("各县（区）",), OFFICES_HEAD, *counties] if counties else []),
        ("政务服务机构",),
        OFFICES_HEAD,
        *offices,
        ("工作人员",),
        HEAD,
        *officers,
        *_indexes(assessment),
        ("依据的通报",),
        *((f"{one.period} 第{one.version}版", one.hash) for one in assessment.bulletins),
        ("依据校验码 SHA-256", assessment.basis),
        ("没有通报的月份", *assessment.missing),
        *_objections(assessment.objections),
    ]


def _indexes(assessment: Assessment) -> list[tuple[str, ...]]:
    """The composite index of each month, where its indicator set weighs (4-2).

    Not summed: the sets of two months may weigh otherwise.
    """
    lines = [
        (row.name, part.period, *_index_cells(part.composite))
        for row in (*assessment.counties, *assessment.institutions)
        for part in row.parts
        if part.composite is not UNSET
    ]
    return [("综合指数（逐月）",), INDEX_HEAD, *lines] if lines else []


def _index_cells(index: Composite) -> tuple[str, ...]:
    if index.value is None:
        return ("—",) * 3
    return tuple(f"{one:.2f}" for one in (index.value, index.numerator, index.denominator))


def _objections(all_: list[ObjectionView]) -> list[tuple[str, ...]]:
    """What is unanswered, or accepted and not corrected yet, is said (14-3; decision 0028)."""
    unsettled = [one for one in all_ if one.state in UNSETTLED]
    waiting = sum(1 for one in unsettled if one.state == State.OPEN)
    lines = [
        (
            one.institution_name,
            one.officer_name,
            one.period,
            KIND_NAMES[Kind(one.kind)],
            STATE_NAMES[State(one.state)],
        )
        for one in unsettled
    ]
    head = [OBJECTIONS_HEAD] if lines else []
    return [("工作人员异议", f"未答复 {waiting} 件", f"共 {len(lines)} 件未了结"), *head, *lines]


def csv_of(assessment: Assessment, keys: Keyring) -> bytes:
    """The assessment as CSV; its last line signs everything before it (HMAC-SM3)."""
    body = csv_bytes(lines_of(assessment))
    signature = keys.index("assessment", body.hex())
    return body + csv_bytes([("签名 HMAC-SM3", signature)]).removeprefix("\ufeff".encode())


def xlsx_of(assessment: Assessment, keys: Keyring) -> bytes:
    """The assessment as a workbook, the signature of its CSV form on the last line."""
    lines = lines_of(assessment)
    signature = keys.index("assessment", csv_bytes(lines).hex())
    return xlsx_bytes([("考核", [*lines, ("签名 HMAC-SM3", signature)])], LONG_AGO)


def _cells(row: AssessmentRow) -> tuple[str, ...]:
    figures = (row.average, row.satisfaction)
    shown = (plain(row.average), percent(row.satisfaction))
    made = [
        cell
        for one, words in zip(figures, shown, strict=True)
        for cell in (words, f"{one.numerator:g}", str(one.denominator))
    ]
    return (str(row.months), str(row.opinions), *made)
