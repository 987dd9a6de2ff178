"""Indicator sets: what is evaluated, what it weighs, what feeds it, from which day (4-2).

第四条 市政务服务数据管理局负责组织协调全市“好差评”工作，按照省统一“好差评”指标体系的要求，
配合推进“好差评”系统建设，承担全市政务服务评价的组织协调、督促检查、复核申诉以及相关配套制度的建立。

A set is data, as a rule set is: loaded by one person, put in force by another, never edited. A
service is evaluated by the set in force at its end, a period measured by the one at its end.
"""

import tomllib
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

from rules.indicator_document import BadIndicatorSet, problems_of
from rules.work_calendar import local_day

FOLDER = Path(__file__).parent / "indicator_sets"


class Target(StrEnum):
    """Whom an indicator is about."""

    INSTITUTION = "institution"
    HALL = "hall"  # or platform: 政务服务平台（办事大厅）


class Feed(StrEnum):
    """Where the value of an indicator comes from."""

    ANSWERS = "answers"  # what citizens score on the form: the set's dimensions
    AVERAGE = "average"
    SATISFACTION = "satisfaction"
    PARTICIPATION = "participation"  # of institutions alone: halls have no services counted


@dataclass(frozen=True, slots=True)
class Indicator:
    """One item; `weight` of 100 among those of its target, None in a set without weights."""

    code: str
    label: str
    target: Target
    fed_by: Feed
    source: str
    weight: Decimal | None


@dataclass(frozen=True, slots=True)
class IndicatorSet:
    """All items of one set, in the order they are shown."""

    code: str
    title: str
    effective_from: date
    source: str
    items: tuple[Indicator, ...]

    @property
    def weighted(self) -> bool:
        """Whether there is a composite index under this set. Art. 4 (4-2)."""
        return all(one.weight is not None for one in self.items)

    @property
    def dimensions(self) -> tuple[Indicator, ...]:
        """What the form asks, institution and hall together. Art. 5 (5-1, 5-2)."""
        return tuple(one for one in self.items if one.fed_by is Feed.ANSWERS)

    @property
    def asked(self) -> frozenset[str]:
        """The codes a form may answer. Art. 5 (5-1, 5-2)."""
        return frozenset(one.code for one in self.dimensions)

    def of(self, target: Target) -> tuple[Indicator, ...]:
        """The items of institutions, or those of halls and platforms. Art. 5 (5-1, 5-2)."""
        return tuple(one for one in self.items if one.target is target)

    def label_of(self, code: str) -> str:
        """The words of an item; the code itself where the set has none. Art. 5 (5-1, 5-2)."""
        return next((one.label for one in self.items if one.code == code), code)


def from_document(text: str) -> IndicatorSet:
    """A set from its TOML document; `BadIndicatorSet` names each problem. Art. 4 (4-2)."""
    found = problems_of(text)
    if found:
        raise BadIndicatorSet(found)
    document = tomllib.loads(text, parse_float=Decimal)
    head = document["indicator_set"]
    return IndicatorSet(
        code=head["code"],
        title=head["title"],
        effective_from=head["effective_from"],
        source=head["source"],
        items=tuple(
            Indicator(
                code=one["code"],
                label=one["label"],
                target=Target(one["target"]),
                fed_by=Feed(one["fed_by"]),
                source=one["source"],
                weight=Decimal(one["weight"]) if "weight" in one else None,
            )
            for one in document["items"]
        ),
    )


FIRST = from_document((FOLDER / "regulation-2019.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class IndicatorSets:
    """The first set and all that were put in force since."""

    loaded: tuple[IndicatorSet, ...] = ()

    def at(self, moment: datetime) -> IndicatorSet:
        """The set by which a service that ends at `moment` is evaluated. Art. 4 (4-2)."""
        return self.on(local_day(moment))

    def on(self, day: date) -> IndicatorSet:
        """The newest set begun by a day of Asia/Shanghai; before all others the first. (4-2)."""
        begun = [one for one in self.loaded if one.effective_from <= day]
        return max(begun, key=lambda one: one.effective_from, default=FIRST)

    def named(self, code: str | None) -> IndicatorSet:
        """The set some answers were given under; the first for those of before. Art. 4 (4-2)."""
        return next((one for one in self.loaded if one.code == code), FIRST)
