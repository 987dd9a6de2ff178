"""That results were taken into an annual assessment, and which (docs/decisions/0064).

第十四条 参照省的做法将全市各级部门“好差评”评价结果纳入各部门年度考核内容，
市、县（区）、镇（街）、村（社区）政务服务机构要将“好差评”评价结果
纳入工作人员个人绩效考核、年度考核重要内容。
"""

import hashlib
from collections.abc import Iterable
from datetime import date

from rules.refusals import Refused


class NotOneYear(Refused):
    """The months belong to two years, or end before they begin: an assessment is of one year."""

    code = "not_one_year"


class NothingPublished(Refused):
    """No bulletin of these months is published: there is nothing to be taken into anything."""

    code = "nothing_published"


def year_of(first: str, last: str) -> int:
    """The year months (YYYY-MM, both included) belong to. Raises `NotOneYear`. Art. 14 (14-1)."""
    year, ends = (date.fromisoformat(f"{month}-01").year for month in (first, last))
    if first > last or year != ends:
        raise NotOneYear
    return year


def basis_of(published: Iterable[tuple[str, int, str]]) -> str:
    """One hash (SHA-256) of the published versions results are from; empty if there are none.

    `published`: period, version and hash of each. The figures of counties, institutions and
    officers follow from these versions alone, so the same basis is the same figures.
    Art. 14 (14-5).
    """
    lines = [" ".join(map(str, one)) for one in sorted(published)]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest() if lines else ""


def owed(years: Iterable[int], *, recorded: Iterable[int], this_year: int) -> list[int]:
    """Years that are over, have published results, and were taken into no assessment yet (14-1)."""
    return sorted({year for year in years if year < this_year} - set(recorded))
