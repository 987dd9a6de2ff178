"""The five grades.

第六条 “好差评”分为五个等级，分别是：非常满意、满意、基本满意、不满意和非常不满意。
"""

from enum import StrEnum

from rules.refusals import Refused


class UnknownGrade(Refused):
    """The value is none of the five grades (6-1)."""

    code = "unknown_grade"


class Grade(StrEnum):
    """The five grades, best first; the order never changes (3-4, 6-1)."""

    VERY_SATISFIED = "very_satisfied"
    SATISFIED = "satisfied"
    BASICALLY_SATISFIED = "basically_satisfied"
    DISSATISFIED = "dissatisfied"
    VERY_DISSATISFIED = "very_dissatisfied"

    @property
    def label(self) -> str:
        """The word of the regulation. Art. 6 (6-1)."""
        return LABELS[self]

    @property
    def number(self) -> int:
        """5 for the best to 1 for the worst, as the exchange counts, unlike GB/T 39046 (10-5)."""
        return len(Grade) - list(Grade).index(self)

    @property
    def is_poor(self) -> bool:
        """Whether this grade opens a work order. Art. 11 (11-5, 11-14)."""
        return self in (Grade.DISSATISFIED, Grade.VERY_DISSATISFIED)


LABELS = {
    Grade.VERY_SATISFIED: "非常满意",
    Grade.SATISFIED: "满意",
    Grade.BASICALLY_SATISFIED: "基本满意",
    Grade.DISSATISFIED: "不满意",
    Grade.VERY_DISSATISFIED: "非常不满意",
}
GRADES: tuple[Grade, ...] = tuple(Grade)


def parse(value: str) -> Grade:
    """The grade of a code; `UnknownGrade` for anything else. Art. 6 (6-1)."""
    try:
        return Grade(value)
    except ValueError:
        raise UnknownGrade from None
