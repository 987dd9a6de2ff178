"""Values a county sets for itself, within what the city's rule set leaves open.

第十六条 各县、区政府（管委会）及凤泉湖高新区管委会要按照本细则的要求，认真制订相关配套制度
并组织实施，同时报市政务服务数据管理局备案。

A county's values and the city's set together are a set of their own, with its own code: a service
that ended under it keeps it like any other (1-2), and nothing else has to know of counties.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from rules.refusals import Refused
from rules.rule_set import RuleSet, Value


class OutOfBounds(Refused):
    """The city leaves this value no room, or not so much; `name`, `least` and `most` say which."""

    code = "out_of_bounds"


@dataclass(frozen=True, slots=True)
class CountyValues:
    """What a county set, from a day on until its next ones. Without any: as the city has it."""

    code: str  # short and random, unique among all counties
    bureau_id: UUID
    effective_from: date
    source: str  # the county's own paper
    values: Mapping[str, int]


def check(values: Mapping[str, int], rules: RuleSet) -> None:
    """`OutOfBounds` unless the city's set leaves room for every value. Art. 16 (16-3)."""
    for name, value in values.items():
        bounds = rules.bounds.get(name)
        if bounds is None:
            raise OutOfBounds(name=name, least=None, most=None)
        if not bounds.least <= value <= bounds.most:
            raise OutOfBounds(name=name, least=bounds.least, most=bounds.most)


def derived(city: RuleSet, county: CountyValues) -> RuleSet:
    """The city's set with the county's values in it. What the set leaves no room for (a later set
    may be narrower than the one they were set under) stays as the city has it. Art. 16 (16-3).
    """
    own: dict[str, Any] = {
        name: Value(value, county.source, county.effective_from)
        for name, value in county.values.items()
        if name in city.bounds and city.bounds[name].least <= value <= city.bounds[name].most
    }
    return replace(
        city,
        code=f"{city.code}@{county.code}",
        of_county=(county.bureau_id, county.effective_from),
        **own,
    )
