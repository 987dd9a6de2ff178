"""The dictionary of the templates: sheets, columns, choices, and what is wrong with a row."""

from dataclasses import dataclass
from typing import Any

from rules.documents import LABELS, DocumentType

NOTES = "填写说明"
NOTES_HEADER = ("工作表", "列", "是否必填", "怎么填", "示例")
EXAMPLE_NOTE = "第 2 行是示例，可以删除；不删除也不会导入。请不要改动第 1 行的列名。"
REQUIRED, OPTIONAL = "必填", "选填"
HIDDEN = "已填写"
REASON = "表格导入"  # of the dated facts an import writes


@dataclass(frozen=True, slots=True)
class ColumnWords:
    label: str
    hint: str
    example: str


@dataclass(frozen=True, slots=True)
class SheetWords:
    label: str
    columns: dict[str, ColumnWords]


TEMPLATES = {
    "tree": "区域、管理局和机构",
    "halls": "办事大厅",
    "windows": "窗口",
    "items": "事项",
    "officers": "工作人员",
    "rosters": "排班",
}
CHOICES = {
    "city": "市级",
    "county": "县（区）级",
    "town": "镇（街）级",
    "village": "村（社区）级",
    "administrative": "行政机关",
    "party_body": "党群机构",
    "public_service_enterprise": "公共服务企业",
    "yes": "是",
    "no": "否",
    "officer": "窗口人员",
    "handler": "承办人员",
    "hall_manager": "大厅管理员",
    "bureau": "管理局人员",
    "performance": "绩效办人员",
    "auditor": "审计人员",
    "active": "在用",
    "inactive": "停用",
    **{str(one): LABELS[one] for one in DocumentType},
}
_ANY_CODE = "字母和数字，全市不重复"
_LEVELS = "市级、县（区）级、镇（街）级或村（社区）级"
SHEETS = {
    "regions": SheetWords(
        "行政区域",
        {
            "code": ColumnWords("区域编码", _ANY_CODE, "xinqu"),
            "name": ColumnWords("区域名称", "全称", "示例新区"),
            "level": ColumnWords(
                "层级", "市级、县（区）级、镇（街）级或村（社区）级", "县（区）级"
            ),
            "parent": ColumnWords("上级区域编码", "市级不填，其他必填", "chaozhou"),
            "national_code": ColumnWords("国家行政区划代码", "没有的不填", ""),
        },
    ),
    "bureaus": SheetWords(
        "管理局",
        {
            "name": ColumnWords("管理局名称", "全称，全市不重复", "示例新区政务服务数据管理局"),
            "level": ColumnWords("层级", "市级或县（区）级", "县（区）级"),
            "region": ColumnWords("区域编码", "见“行政区域”", "xinqu"),
        },
    ),
    "institutions": SheetWords(
        "机构",
        {
            "code": ColumnWords("机构编码", "统一社会信用代码或本地编码，全市不重复", "xq-example"),
            "name": ColumnWords("机构名称", "全称", "示例新区民政局"),
            "level": ColumnWords(
                "层级", "市级、县（区）级、镇（街）级或村（社区）级", "县（区）级"
            ),
            "kind": ColumnWords("类别", "行政机关、党群机构或公共服务企业", "行政机关"),
            "vertical": ColumnWords("上级驻潮单位", "是或否，不填为否", "否"),
            "region": ColumnWords("区域编码", "见“行政区域”", "xinqu"),
            "bureau": ColumnWords("监管局名称", "管理局的全称", "示例新区政务服务数据管理局"),
            "parent": ColumnWords("上级机构编码", "没有的不填", ""),
        },
    ),
    "halls": SheetWords(
        "办事大厅",
        {
            "code": ColumnWords("大厅编码", _ANY_CODE, "xinqu-hall"),
            "name": ColumnWords("大厅名称", "全称", "示例新区政务服务大厅"),
            "address": ColumnWords("地址", "群众找得到的地址", "示例新区示例路1号"),
            "region": ColumnWords("区域编码", "大厅所在区域", "xinqu"),
            "bureau": ColumnWords("管理局名称", "管理这个大厅的局", "示例新区政务服务数据管理局"),
            "parent": ColumnWords("所属大厅编码", "分厅、分中心填写，其他不填", ""),
            "position": ColumnWords(
                "坐标", "地图上取的“纬度,经度”；不填就不变", "23.65690,116.62260"
            ),
        },
    ),
    "windows": SheetWords(
        "窗口",
        {
            "hall": ColumnWords("大厅编码", "见“办事大厅”", "xinqu-hall"),
            "number": ColumnWords("窗口号", "与窗口上方的编号一致", "A01"),
            "name": ColumnWords("窗口名称", "例如“社保综合”", "综合窗口"),
            "institution": ColumnWords("机构编码", "在这个窗口服务的机构", "xq-example"),
        },
    ),
    "items": SheetWords(
        "事项",
        {
            "institution": ColumnWords("机构编码", "办理这个事项的机构", "xq-example"),
            "code": ColumnWords("事项编码", "国家事项编码；还没有的不填，以后补", ""),
            "name": ColumnWords("事项名称", "与事项目录一致", "示例事项"),
            "points": ColumnWords(
                "评价环节", "每到一个环节评价一次，用顿号隔开；不填为办结后评价一次", ""
            ),
        },
    ),
    "officers": SheetWords(
        "工作人员",
        {
            "login": ColumnWords("账号", "字母和数字，至少 3 位，全市不重复", "xinqu-example"),
            "name": ColumnWords("姓名", "真实姓名", "示例人员"),
            "role": ColumnWords(
                "角色",
                "窗口人员、承办人员、大厅管理员；管理局、绩效办和审计人员由市局导入",
                "窗口人员",
            ),
            "institution": ColumnWords("机构编码", "窗口人员、承办人员必填", "xq-example"),
            "hall": ColumnWords("大厅编码", "大厅管理员必填", ""),
            "bureau": ColumnWords("管理局名称", "管理局、绩效办、审计人员必填", ""),
            "phone": ColumnWords("手机号", "加密保存，只用于通知", ""),
            "wecom": ColumnWords("政务微信账号", "或粤政易账号，加密保存，只用于通知", ""),
            "document": ColumnWords(
                "身份证号", "不保存号码，只用于认人：不给本单位评价、三员分立；审计人员必填", ""
            ),
            "status": ColumnWords("状态", "在用或停用，不填为在用", "在用"),
        },
    ),
    "services": SheetWords(
        "办件",
        {
            "project": ColumnWords(
                "办件编号", "业务系统里的编号，设为“文本”格式", "示例2019000001"
            ),
            "service": ColumnWords("服务次序", "同一办件的第几次服务，不填为 1", "1"),
            "point": ColumnWords("评价环节", "事项声明了评价环节的必填，其他不填", ""),
            "item": ColumnWords("事项编码", "见“导入”中的“事项”", "xinqu-item"),
            "hall": ColumnWords("大厅编码", "在哪个大厅办结", "xinqu-hall"),
            "window": ColumnWords("窗口号", "在哪个窗口办结", "A01"),
            "officer": ColumnWords(
                "工作人员账号", "谁办结的，本事项机构的窗口人员", "xinqu-example"
            ),
            "ended": ColumnWords("办结时间", "例如 2026-03-05 09:30", "2019-01-02 09:30"),
            "type": ColumnWords("申请人证件类型", "不填为居民身份证", "居民身份证"),
            "document": ColumnWords(
                "申请人证件号码", "加密保存；设为“文本”格式，否则 Excel 会改动", ""
            ),
            "name": ColumnWords("申请人姓名或名称", "加密保存", "示例人"),
            "phone": ColumnWords("申请人手机", "选填，加密保存", ""),
            "agent_type": ColumnWords("代办人证件类型", "没有代办人的不填", ""),
            "agent_document": ColumnWords("代办人证件号码", "没有代办人的不填", ""),
            "agent_name": ColumnWords("代办人姓名", "没有代办人的不填", ""),
        },
    ),
    "rosters": SheetWords(
        "排班",
        {
            "day": ColumnWords("日期", "例如 2026-03-05；不能早于今天", "2019-01-02"),
            "hall": ColumnWords("大厅编码", "见“办事大厅”", "xinqu-hall"),
            "number": ColumnWords("窗口号", "见“窗口”", "A01"),
            "login": ColumnWords("账号", "窗口人员的账号", "xinqu-example"),
            "starts": ColumnWords("开始", "例如 09:00", "09:00"),
            "ends": ColumnWords("结束", "例如 12:00；半夜为 24:00", "12:00"),
        },
    ),
}

# What is wrong and what to do; codes are the machine's, sentences are people's.
PROBLEMS = {
    # the sheet
    "no_column": "缺少这一列，请使用下载的模板。",
    "unknown_column": "“{title}”不是模板里的列，请删除或改回原来的列名。",
    # a cell
    "missing": "必须填写。",
    "too_long": "太长，最多 {most} 个字。",
    "formula": "不能填公式，也不能以 = + - @ 开头，请填写数值或文字。",
    "error_cell": "单元格显示错误值，请改正。",
    "not_text": "请把单元格设为“文本”格式后重新填写。",
    "digits_lost": "数字太长，Excel 已把末尾变成 0，请把单元格设为“文本”格式后重新填写。",
    "scientific": "被 Excel 改成了科学计数法（如 4.4E+17），后面的数字已经丢失。"
    "请把单元格设为“文本”格式，再从原系统重新填写。",
    "too_many_cells": "比表头多出 {count} 个单元格，内容里可能有没加引号的逗号。",
    "bad_service": "服务次序是 1 到 {most} 的整数。",
    "bad_moment": "时间不对，请写成 2026-03-05 09:30 这样。",
    "bad_code": "只能用字母、数字和 . _ - /。",
    "bad_wecom": "政务微信账号只能用字母、数字和 . _ - @，以字母或数字开头。",
    "bad_phone": "手机号或电话号码不对，请核对。",
    "bad_day": "日期不对，请写成 2026-03-05 这样。",
    "bad_time": "时间不对，请写成 09:00 这样。",
    "bad_position": "坐标不对，请在地图上取点，写成“纬度,经度”，如 23.65690,116.62260。",
    "bad_document": "身份证号不对，请核对。",
    "bad_login": "账号至少 3 位。",
    "not_a_choice": "请从这几个中选一个：{choices}。",
    # a row among others
    "duplicate": "与第 {other} 行重复，请只留一行。",
    "region_unknown": "没有这个区域，请先在“行政区域”中添加。",
    "bureau_unknown": "没有这个管理局，请核对全称，或先在“管理局”中添加。",
    "institution_unknown": "没有这个机构，或不在您的管理范围内。",
    "hall_unknown": "没有这个大厅，或不在您的管理范围内。",
    "window_unknown": "这个大厅没有这个窗口。",
    "window_without_code": "这个窗口没有评价二维码，请先在“二维码与设备”中发码，再排班。",
    "officer_unknown": "没有这位工作人员，或不在您的管理范围内。",
    "out_of_reach": "不在您的管理范围内，请由所属的局或市局导入。",
    "city_only": "管理局由市局添加和修改。",
    "closed": "已经关闭或停用，请先在“机构与窗口”中恢复。",
    "parent_needed": "市级以外的区域必须有上级区域。",
    "parent_level": "上级的层级必须更高。",
    "parent_cycle": "上下级关系绕成了圈，请核对上级。",
    "parent_unknown": "没有这个上级，请核对编码。",
    "level_changed": "已有区域的层级不能改。",
    "region_level": "机构层级与所在区域的层级不一致；上级驻潮单位请填“是”。",
    "bureau_level": "市级机构由市局监管，其他机构由县（区）局监管；上级驻潮单位请填“是”。",
    "branch_of_branch": "分厅下面不能再有分厅。",
    "bad_points": "环节不能重复，每个最多 {most} 个字，请用顿号隔开。",
    "item_elsewhere": "这个事项编码已属于另一个机构。",
    "role_needs_institution": "窗口人员和承办人员必须有机构编码。",
    "role_needs_hall": "大厅管理员必须有大厅编码。",
    "role_needs_bureau": "管理局、绩效办和审计人员必须有管理局名称。",
    "city_only_role": "管理局、绩效办和审计人员由市局导入。",
    "auditor_of_city": "审计人员属于市局。",
    "not_for_import": "这个账号属于市局，或不归您管理，不能用表格修改。",
    "administrator_unknown": "审计人员必须填写身份证号：安全管理、系统管理、审计由三个人担任。",
    "second_account": "同一个人已有别的账号。安全管理、系统管理、审计人员不能再有别的账号。",
    "another_person": "与这个账号登记的身份证号不符。换人的，请停用旧账号，另建一个。",
    "in_the_past": "日期已经过去，不能再排班。",
    "already_started": "这个班次已经开始，不能改。",
    "ends_first": "结束时间必须晚于开始时间。",
    "overlap": "与这位工作人员的另一个班次时间重叠（{span}）。",
    # an ended service
    "window_gone": "办结之前这个窗口已经停止服务，请核对窗口和时间。",
    "item_unknown": "没有这个事项编码。",
    "not_an_officer_there": "事项所属的机构没有这个窗口人员账号。",
    "in_the_future": "办结时间还没有到。",
    "point_missing": "这个事项按环节评价，请填写评价环节。",
    "point_unknown": "这个事项没有这个评价环节。",
    "point_elsewhere": "这个办件编号和服务次序已经用于另一个评价环节。",
    "bad_party": "证件号码不对，请核对证件类型和号码。",
    "agent_incomplete": "代办人的证件号码和姓名要一起填写。",
    "not_an_officer": "只有在用的窗口人员可以排班。",
}
# What a row stands on, or what was built upon it since.
KINDS = {
    "region": "区域",
    "bureau": "管理局",
    "institution": "机构",
    "hall": "大厅",
    "window": "窗口",
    "window_code": "二维码",
    "service_item": "事项",
    "service_record": "办件",
    "staff": "工作人员",
    "staff_session": "登录",
    "duty": "班次",
    "work_order": "工单",
    "partner": "对接方",
    "place_change": "变更记录",
    "inbox_message": "消息",
}
BUILT_UPON = {
    "referred": "已有{kinds}用到它。",
    "changed": "导入之后又改过。",
    "gone": "导入之后已经删除。",
    "started": "班次已经开始。",
}


def problem_sentence(code: str, details: dict[str, Any]) -> str:
    """What people read of a problem."""
    return PROBLEMS[code].format(**details)


def built_upon_sentence(code: str, kinds: list[str]) -> str:
    """Why a row can no longer be taken back."""
    return BUILT_UPON[code].format(kinds="、".join(KINDS.get(one, one) for one in kinds))


def column_label(sheet: str, column: str) -> str:
    """A column as the header names it."""
    return SHEETS[sheet].columns[column].label if column else ""
