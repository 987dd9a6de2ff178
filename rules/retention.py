"""How long what is kept: the one table of every table's period.

第九条 “好差评”实行实名制评价，市、县（区）政务服务数据管理局（政务服务管理机构）
和各级政务服务机构要严格保护评价人信息，未经当事人同意，不得将评价人信息提供给第三方。

Periods are data (`retention.toml`), each with its source; those of logs and of records of providing
data are values of the rule set.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from rules.rule_set import RuleSet, Value

FILE = Path(__file__).parent / "retention.toml"
LONGEST_YEAR = 366  # days


@dataclass(frozen=True, slots=True)
class Period:
    """Days or years; years may be a value of the rule set."""

    source: str
    days: int | None = None
    years: int | None = None
    years_of: str | None = None

    def years_in(self, rules: RuleSet) -> int | None:
        """Years under these rules; None for a period of days."""
        if self.years_of is None:
            return self.years
        value: Value[int] = getattr(rules, self.years_of)
        return value.value

    def begun_before(self, now: datetime, rules: RuleSet) -> datetime:
        """Whatever began before this moment is over by `now`. Art. 9 (9-6)."""
        days = self.days or (self.years_in(rules) or 0) * LONGEST_YEAR
        return now - timedelta(days=days)


@dataclass(frozen=True, slots=True)
class Keeping:
    """What becomes of the rows of a table: they stay, with a reason, or their period ends."""

    keeps: str = ""
    period: str = ""
    after: str = ""  # the column the period begins with
    forgets: tuple[str, ...] = ()  # these columns go, the row stays
    unless_open: bool = False
    leaves_trace: bool = False


@dataclass(frozen=True, slots=True)
class Retention:
    periods: Mapping[str, Period]
    tables: Mapping[str, Keeping]  # by the name of the model

    def going(self) -> dict[str, Keeping]:
        """Tables whose rows go, or are forgotten in part."""
        return {name: one for name, one in self.tables.items() if one.period}


@cache
def retention() -> Retention:
    """The table in force."""
    raw = tomllib.loads(FILE.read_text(encoding="utf-8"))
    tables = {
        name: Keeping(**{**said, "forgets": tuple(said.get("forgets", ()))})
        for name, said in raw["tables"].items()
    }
    return Retention({name: Period(**said) for name, said in raw["periods"].items()}, tables)
