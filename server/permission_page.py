"""The permission table as a page for people who read no code, in the words of the audit trail."""

from actions.trail.audit_words import ACTIONS, WHO
from handlers.endpoint import ENDPOINTS
from handlers.permissions import ROLES, May
from rules.actors import Role

TITLES = {
    May.ANY_STAFF: "每位工作人员",
    May.OFFICER: "窗口",
    May.HANDLER: "承办",
    May.BUREAU: "主管部门",
    May.CITY: "市级主管部门独有",
    May.COUNTY: "县（区）主管部门独有",
    May.CASE_STAFF: "工单",
    May.CODE_STAFF: "二维码、评价器和终端",
    May.FIGURES: "统计",
    May.ASSESSMENTS: "考核与效能",
    May.BULLETINS: "通报（绩效办只看已发布的）",
    May.INDICATORS: "指标体系",
    May.PERFORMANCE: "绩效办",
    May.APPEALS: "申诉",
    May.REVIEWS: "申诉的复核",
    May.LISTS: "导出",
    May.SECURITY: "安全管理",
    May.TEAM: "熟悉窗口人员的人（承办人、大厅管理）",
    May.PHONES: "绑定他人工作手机的人",
    May.SYSTEM: "系统管理",
    May.ACCOUNTS: "账号情况",
    May.AUDITOR: "审计",
}
HEAD = """# 谁能做什么

本页由程序按权限表生成（`make contract`），程序改了而本页没改，测试就通不过。
每个岗位能做的事都列在下面；没有列的，系统一律拒绝，拒绝也记入审计。

“能做”只是第一道门。第二道门在每次查询里：市局看全市，县（区）局只看本区域，
承办单位只看转给自己的，大厅管理员只看本大厅，窗口工作人员只看自己。
绩效办只看考核用的数字、依据和异议，看不到单条评价和工单内容。
安全管理员、系统管理员、审计员由三个人担任，前两员看不到任何评价和工单。

**没有任何岗位能替群众评价、改群众的评价、删群众的评价。**
评价人的姓名、电话和证件号平时谁也看不到；
按规定申请查看的，要写用途和理由，限时，记入审计，评价人自己也看得到。
"""
OTHERS = {
    "没有登录的人": "看公开的结果、通报、解释和窗口信息；登录",
    "没有实名的手机": "实名；看窗口是否开着；退出",
    "实名的群众": (
        "评价自己办的服务；看自己的评价、办理进度和消息；答复是否解决；看谁看过自己的信息；"
        "同意、撤回、更正、导出、删除；14 周岁以下须监护人同意"
    ),
    "评价器": "问刚办结的那一次服务，送出群众点的评价",
    "自助服务终端": "打开一位群众自己的服务，送出他的评价，用完清空",
    "外部系统": "按登记的范围送来办结的服务和评价；看不到别的系统的任何东西",
    "12345 话务系统": "送来通话和按键",
    "咨询投诉平台": "送来评价和工单，按单收到办理步骤",
}


def page() -> str:
    """Rows of the table in their order, each with the roles that have it and all it opens."""
    return "\n".join([HEAD, _matrix(), *(_row(may) for may in ROLES), _others()])


def _others() -> str:
    lines = [f"| {who} | {what} |" for who, what in OTHERS.items()]
    return "\n".join(["## 不是工作人员的", "", "| 谁 | 能做什么 |", "|---|---|", *lines, ""])


def _duties(may: May) -> list[str]:
    return sorted({ACTIONS[each.name] for each in ENDPOINTS if each.may is may})


def _row(may: May) -> str:
    roles = "、".join(WHO[role] for role in Role if role in ROLES[may])
    duties = "\n".join(f"- {duty}" for duty in _duties(may))
    return f"## {TITLES[may]}\n\n{roles}：\n\n{duties}\n"


def _matrix() -> str:
    head = "| |" + "|".join(WHO[role] for role in Role) + "|\n|---|" + ":-:|" * len(Role)
    lines = [
        f"|{TITLES[may]}（{len(_duties(may))} 项）|"
        + "|".join("✓" if role in roles else "" for role in Role)
        + "|"
        for may, roles in ROLES.items()
    ]
    return "\n".join([head, *lines, ""])
