"""The lists that may be long, a piece at a time, as lines of a table (4-3)."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from actions.dependencies import Dependencies
from actions.orders import order_sheet
from actions.trail.audit_words import ACTIONS, OBJECTS, OUTCOMES, WHO, word
from queries.figures import cases_behind
from queries.figures.cases_behind import CaseBehind, CaseFilter
from queries.keyset import Key
from queries.orders import order_list
from queries.orders.order_list import Chosen
from queries.people import audit
from queries.people.audit import AuditFilter, AuditRow
from rules.actors import StaffMember
from rules.exports import Kind
from rules.grades import Grade
from rules.rating import Channel
from rules.tags import label_of
from rules.work_calendar import SHANGHAI

Line = tuple[str, ...]
SERIES_NAMES = {"opinion": "主动评价", "walk_in": "无办件记录", "default": "系统默认"}
CHANNEL_NAMES = {
    Channel.WINDOW_CODE: "窗口二维码",
    Channel.GDZWFW_WEB: "广东政务服务网",
    Channel.YUESHENGSHI: "粤省事",
    Channel.DEVICE: "窗口评价器",
    Channel.KIOSK: "自助终端",
    Channel.COMPLAINT_PLATFORM: "投诉平台",
    Channel.HOTLINE: "12345 热线",
    Channel.SMS: "短信",
    Channel.PAPER: "纸质评价表",
    Channel.SYSTEM_DEFAULT: "系统默认",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose list, of what, and of which moment: what came later is not in it."""

    by: StaffMember
    chosen: Any
    at: datetime


@dataclass(frozen=True, slots=True)
class List:
    """One kind of list: what can be chosen of it, its head, its length and its pieces."""

    chosen: type[Any]
    head: Line
    count: Callable[[Asked], Awaitable[int]]
    piece: Callable[[Asked, Key | None, int, Dependencies], Awaitable[list[tuple[Key, Line]]]]


async def _count_orders(asked: Asked) -> int:
    return await order_list.count(by=asked.by, now=asked.at, chosen=asked.chosen)


async def _orders(
    asked: Asked, behind: Key | None, most: int, deps: Dependencies
) -> list[tuple[Key, Line]]:
    found = await order_list.histories(
        by=asked.by,
        now=asked.at,
        calendar=deps.calendar,
        chosen=asked.chosen,
        behind=behind,
        most=most,
    )
    return [(key, order_sheet.line(one)) for key, one in found]


async def _count_cases(asked: Asked) -> int:
    return await cases_behind.count(by=asked.by, chosen=asked.chosen, now=asked.at)


async def _cases(
    asked: Asked, behind: Key | None, most: int, deps: Dependencies
) -> list[tuple[Key, Line]]:
    found = await cases_behind.piece(
        by=asked.by, chosen=asked.chosen, now=asked.at, behind=behind, most=most
    )
    return [(key, _case_line(one)) for key, one in found]


def _case_line(one: CaseBehind) -> Line:
    return (
        one.day.isoformat(),
        Grade(one.grade).label,
        SERIES_NAMES[one.series],
        CHANNEL_NAMES[Channel(one.channel)],
        one.institution_name,
        one.item_name,
        one.hall_name or "",
        one.window_number or "",
        "、".join(label_of(tag) for tag in one.tags),
        one.text,
        "是" if one.late else "否",
        "是" if one.excluded else "否",
        one.order_number or "",
    )


async def _count_audit(asked: Asked) -> int:
    return await audit.count(by=asked.by, chosen=asked.chosen, now=asked.at)


async def _audit(
    asked: Asked, behind: Key | None, most: int, deps: Dependencies
) -> list[tuple[Key, Line]]:
    found = await audit.piece(
        by=asked.by, chosen=asked.chosen, now=asked.at, behind=behind, most=most
    )
    return [(key, _audit_line(key, one)) for key, one in found]


def _audit_line(key: Key, one: AuditRow) -> Line:
    return (
        f"{key.at.astimezone(SHANGHAI):%Y-%m-%d %H:%M:%S}",
        word(WHO, one.who),
        one.who,
        one.actor,
        word(ACTIONS, one.action),
        one.action,
        word(OBJECTS, one.object_kind),
        one.object_kind,
        one.object_id,
        word(OUTCOMES, one.outcome),
        one.outcome,
        one.reason,
        one.before,
        one.after,
    )


CASES_HEAD = (
    *("日期", "等级", "类别", "渠道", "机构", "事项", "大厅", "窗口"),
    *("评价选项", "评价内容", "超期评价", "不予采纳", "工单编号"),
)
AUDIT_HEAD = (
    *("时间", "身份", "身份代码", "账号", "操作", "操作代码", "对象类别", "对象类别代码"),
    *("对象编号", "结果", "结果代码", "说明", "变更前", "变更后"),
)
LISTS: dict[Kind, List] = {
    Kind.ORDERS: List(Chosen, order_sheet.HEAD, _count_orders, _orders),
    Kind.CASES: List(CaseFilter, CASES_HEAD, _count_cases, _cases),
    Kind.AUDIT: List(AuditFilter, AUDIT_HEAD, _count_audit, _audit),
}
