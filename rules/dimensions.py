"""What a citizen may score beside the overall grade; always optional (5-4).

第五条 对各级政务服务机构是评价它的服务事项管理、办事流程设置、服务效率和服务便民度；
对各级政务服务平台（办事大厅）是评价它的便捷性、完善性和工作人员的服务态度、服务水平等。
"""

from collections.abc import Collection, Mapping

from rules.refusals import Refused

BEST = 5
WORST = 1


class UnknownDimension(Refused):
    """No such dimension on this form, or a score that is not 1 to 5."""

    code = "unknown_dimension"


def check(scores: Mapping[str, int], asked: Collection[str]) -> None:
    """Refuse what the form did not ask and scores outside 1 to 5. Art. 5 (5-1, 5-2, 5-4)."""
    for code, score in scores.items():
        if code not in asked or not WORST <= score <= BEST:
            raise UnknownDimension(dimension=code)
