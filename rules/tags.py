"""Tags: what was good or bad, per grade, by the national table (normCode).

The table is the active set seen in four independent implementations of the national exchange;
historical ratings keep retired codes, new ones cannot use them. Whether Guangdong uses the same
table is not public, so the exchange maps codes and never assumes them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from rules.grades import Grade
from rules.refusals import Refused

FIRST_SHOWN = 3


class UnknownTag(Refused):
    """No such tag, a retired one, or the same one twice."""

    code = "unknown_tag"


class TagOfAnotherGrade(Refused):
    """The tag exists, but for another grade than the one chosen."""

    code = "tag_of_another_grade"


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag; `first_shown` ones are there at once, the others under "more"."""

    code: str
    label: str
    grade: Grade
    first_shown: bool
    retired: bool = False


ACTIVE: dict[Grade, tuple[tuple[str, str], ...]] = {
    Grade.VERY_SATISFIED: (
        ("510", "一窗受理一次办结"),
        ("511", "可以先受理后补材料"),
        ("512", "不用提交证明"),
        ("513", "可以全程网上办理"),
        ("514", "可以使用手机办理"),
        ("515", "可以就近办理"),
        ("516", "无需材料直接办理"),
        ("517", "服务热情效率高"),
    ),
    Grade.SATISFIED: (
        ("406", "填写一张表单就可完成申报"),
        ("407", "在线提交材料窗口核验"),
        ("408", "一张清单告知全部申报材料"),
        ("409", "用告知承诺减免申报材料"),
        ("410", "可以在线预约办理"),
        ("411", "跑大厅一次办完"),
        ("412", "可以使用自助机办理"),
        ("413", "服务态度较好"),
    ),
    Grade.BASICALLY_SATISFIED: (
        ("307", "一次性告知需要补正的材料"),
        ("308", "提供申报材料样本"),
        ("309", "在承诺的时间内办结"),
        ("310", "办事指南指引准确"),
        ("311", "按办事指南要求的材料即可办理"),
        ("312", "可以快递送达"),
        ("313", "跑动次数与承诺的一致"),
        ("314", "服务态度一般"),
    ),
    Grade.DISSATISFIED: (
        ("207", "没有提供材料样本"),
        ("208", "没有提供材料清单"),
        ("209", "未在承诺时间内办结"),
        ("210", "同样内容的证明材料被要求多次提交"),
        ("211", "承诺网办但无法在线办理"),
        ("212", "在线预约办理后到实体大厅重复取号排队"),
        ("213", "窗口人员业务不熟练"),
        ("214", "服务态度生硬"),
    ),
    Grade.VERY_DISSATISFIED: (
        ("108", "在办事指南之外增加新的审批条件"),
        ("109", "需提供办事指南之外的申报材料"),
        ("110", "无理由超过法定办理时间"),
        ("111", "办事指南提供样本有错"),
        ("112", "承诺在线收取申报材料实际无法收取"),
        ("113", "多头跑窗口和部门"),
        ("114", "跑动次数与承诺的不一致"),
        ("115", "服务态度差效率低"),
    ),
}
RETIRED: dict[Grade, tuple[str, ...]] = {
    Grade.VERY_SATISFIED: ("501", "502", "503", "504", "505", "506", "507", "508", "509"),
    Grade.SATISFIED: ("401", "402", "404", "405"),
    Grade.BASICALLY_SATISFIED: ("301", "302", "303", "304", "305", "306"),
    Grade.DISSATISFIED: ("201", "202", "203", "204", "205", "206"),
    Grade.VERY_DISSATISFIED: ("101", "102", "103", "104", "105", "106", "107"),
}

TAGS: tuple[Tag, ...] = tuple(
    Tag(code, label, grade, place < FIRST_SHOWN)
    for grade, pairs in ACTIVE.items()
    for place, (code, label) in enumerate(pairs)
) + tuple(
    Tag(code, code, grade, False, retired=True)
    for grade, codes in RETIRED.items()
    for code in codes
)
BY_CODE = {tag.code: tag for tag in TAGS}


def tags_for(grade: Grade) -> tuple[Tag, ...]:
    """The tags a citizen may choose for a grade, in the order of the table (5-1, 5-2)."""
    return tuple(tag for tag in TAGS if tag.grade is grade and not tag.retired)


def check(grade: Grade, codes: Sequence[str]) -> None:
    """`UnknownTag` for unknown, retired and repeated codes, else `TagOfAnotherGrade` (10-5)."""
    if len(set(codes)) != len(codes):
        raise UnknownTag
    for code in codes:
        tag = BY_CODE.get(code)
        if tag is None or tag.retired:
            raise UnknownTag(tag=code)
        if tag.grade is not grade:
            raise TagOfAnotherGrade(tag=code)


def label_of(code: str) -> str:
    """The words of a code; the code itself where none are known."""
    tag = BY_CODE.get(code)
    return tag.label if tag else code
