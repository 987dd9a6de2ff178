"""效能监督 and 督促检查 as files for the offices that look into them, signed (Art. 4; 4-3, 4-5)."""

from datetime import datetime

from actions.keys import Keyring
from actions.table_files import Line, csv_bytes, percent, xlsx_bytes
from queries.assessment.efficiency import EfficiencyReport, EfficiencyRow
from queries.assessment.supervisions import Supervision, Supervisions
from queries.shapes import Figure
from rules.work_calendar import SHANGHAI

HEAD = (
    "单位",
    "工单",
    *(
        cell
        for name in ("及时转办率", "及时联系率", "按时整改率")
        for cell in (name, "分子", "分母")
    ),
    "有逾期的工单",
    "延期（次）",
    "退回（次）",
    "督办（次）",
    "已答复督办",
    "按时答复督办",
    "重新办理（次）",
    "未获认可由主管部门办结",
)
SUPERVISIONS_HEAD = (
    "工单编号",
    "承办单位",
    "主管部门",
    "事项",
    "督办单位",
    "督办时间",
    "督办要求",
    "应答复时间",
    "答复时间",
    "答复内容",
    "是否按时",
)
COUNTED = "评价不予采纳的工单不计；退回、重新办理后的每次转办、每轮整改都计；申诉期间不计时。"
IN_TIME = {True: "是", False: "否", None: "未到期"}


def efficiency_lines(report: EfficiencyReport) -> list[Line]:
    """The table with its total, then how each share is made and when it was counted."""
    shares = (report.total.dispatch, report.total.contact, report.total.rectification)
    return [
        (f"效能监督 {report.first} 至 {report.last}",),
        HEAD,
        *(_line(row.name, row) for row in report.rows),
        _line("合计", report.total),
        *(("公式", one.formula) for one in shares),
        ("口径", COUNTED),
        ("统计到", _moment(report.until)),
    ]


def supervision_lines(found: Supervisions, until: datetime) -> list[Line]:
    """Every supervision with its answer."""
    return [
        (f"督促检查 {found.first} 至 {found.last}",),
        SUPERVISIONS_HEAD,
        *map(_supervision, found.rows),
        ("统计到", _moment(until)),
    ]


def csv_of(lines: list[Line], keys: Keyring) -> bytes:
    """The lines as CSV; the last one signs everything before it (HMAC-SM3)."""
    return csv_bytes([*lines, _signed(lines, keys)])


def xlsx_of(lines: list[Line], keys: Keyring, until: datetime) -> bytes:
    """The lines as a workbook, the signature of the CSV form on the last one."""
    title = lines[0][0].split(" ")[0]
    return xlsx_bytes([(title, [*lines, _signed(lines, keys)])], until)


def _signed(lines: list[Line], keys: Keyring) -> Line:
    return ("签名 HMAC-SM3", keys.index("efficiency", csv_bytes(lines).hex()))


def _line(name: str, row: EfficiencyRow) -> Line:
    shares = (row.dispatch, row.contact, row.rectification)
    counts = (
        row.overdue,
        row.extended,
        row.returned,
        row.supervised,
        row.supervision_answered,
        row.supervision_in_time,
        row.reopened,
        row.unsolved,
    )
    return (
        name,
        str(row.orders),
        *(cell for one in shares for cell in _made(one)),
        *map(str, counts),
    )


def _made(figure: Figure) -> Line:
    return (percent(figure), f"{figure.numerator:g}", str(figure.denominator))


def _supervision(one: Supervision) -> Line:
    return (
        one.number,
        one.institution_name,
        one.bureau_name,
        one.item_name,
        one.by,
        _moment(one.pressed_at),
        one.reason,
        _moment(one.due_at),
        _moment(one.answered_at) if one.answered_at else "",
        one.answer,
        IN_TIME[one.in_time],
    )


def _moment(at: datetime) -> str:
    return f"{at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"
