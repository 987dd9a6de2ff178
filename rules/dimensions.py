"""What is evaluated beside the overall grade; always optional (5-4).

第五条 对各级政务服务机构是评价它的服务事项管理、办事流程设置、服务效率和服务便民度；
对各级政务服务平台（办事大厅）是评价它的便捷性、完善性和工作人员的服务态度、服务水平等。
"""

from collections.abc import Mapping
from dataclasses import dataclass

from rules.refusals import Refused

BEST = 5
WORST = 1


class UnknownDimension(Refused):
    """No such dimension, or a score that is not 1 to 5."""

    code = "unknown_dimension"


@dataclass(frozen=True, slots=True)
class Dimension:
    """A dimension and whom it is about: "institution" or "hall"."""

    code: str
    label: str
    target: str


DIMENSIONS: tuple[Dimension, ...] = (
    Dimension("item_management", "服务事项管理", "institution"),
    Dimension("process", "办事流程设置", "institution"),
    Dimension("efficiency", "服务效率", "institution"),
    Dimension("convenience", "服务便民度", "institution"),
    Dimension("ease", "便捷性", "hall"),
    Dimension("completeness", "完善性", "hall"),
    Dimension("attitude", "工作人员服务态度", "hall"),
    Dimension("competence", "工作人员服务水平", "hall"),
)
CODES = frozenset(one.code for one in DIMENSIONS)


def check(scores: Mapping[str, int]) -> None:
    """Refuse unknown dimensions and scores outside 1 to 5. Art. 5 (5-1, 5-2, 5-4)."""
    for code, score in scores.items():
        if code not in CODES or not WORST <= score <= BEST:
            raise UnknownDimension(dimension=code)
