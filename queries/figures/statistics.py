"""Figures by region, institution, hall, window, item, channel, tag and time, as each role may see.

One rollup answers each question. Which conditions go together follows from its columns (Art. 12).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from msgspec import Struct
from tortoise.expressions import Q

from models import (
    HallDay,
    Institution,
    InstitutionDay,
    ItemDay,
    ServiceDay,
    ServiceHallDay,
    ServiceItemDay,
    ServiceWindowDay,
    TagDay,
    WindowDay,
)
from models.figures.grade_counts import GradeCounts
from models.figures.service_counts import ServiceCounts
from queries.figures.results import counted_at
from queries.figures.statistics_names import Named, names_of
from queries.figures.tally import (
    Figures,
    RulesOf,
    Tally,
    figures_of,
    merge,
    orders_by,
    ratings_by,
    scores_by,
    services_by,
    tags_by,
)
from queries.spans import Span, span_of, told_until
from rules.actors import Role, StaffMember
from rules.composite import Measure, measure_of
from rules.indicators import IndicatorSets, Target
from rules.refusals import Refused
from rules.rule_set import RuleSet
from rules.tags import label_of
from rules.work_calendar import local_day

GROUPS: Mapping[str, tuple[type[GradeCounts], str]] = {
    "region": (InstitutionDay, "institution_id"),
    "level": (InstitutionDay, "institution_id"),
    "kind": (InstitutionDay, "institution_id"),
    "institution": (InstitutionDay, "institution_id"),
    "channel": (InstitutionDay, "channel"),
    "day": (InstitutionDay, "day"),
    "month": (InstitutionDay, "day"),
    "hall": (HallDay, "hall_id"),
    "window": (WindowDay, "window_id"),
    "item": (ItemDay, "item_id"),
}
CONDITIONS: Mapping[type[GradeCounts], frozenset[str]] = {
    InstitutionDay: frozenset({"bureau_id", "institution_id", "channel"}),
    HallDay: frozenset({"bureau_id", "hall_id"}),
    WindowDay: frozenset({"bureau_id", "hall_id", "window_id"}),
    ItemDay: frozenset({"bureau_id", "institution_id", "item_id"}),
}
SERVICES: Mapping[type[GradeCounts], type[ServiceCounts]] = {
    InstitutionDay: ServiceDay,
    HallDay: ServiceHallDay,
    WindowDay: ServiceWindowDay,
    ItemDay: ServiceItemDay,
}
# No institution stands in these, only the bureau that supervised then.
PLACES = (HallDay, WindowDay)
# Rounds of orders are few: one table has all their columns, and what has no place is in no row.
PLACED = frozenset({"hall_id", "window_id", "item_id"})
# Who is measured by an index: the rest of the groupings have no indicators of their own (4-2).
MEASURED: Mapping[str, Target] = {
    "region": Target.INSTITUTION,
    "level": Target.INSTITUTION,
    "kind": Target.INSTITUTION,
    "institution": Target.INSTITUTION,
    "hall": Target.HALL,
}
SCORED = frozenset({"bureau_id", "institution_id", "hall_id"})
LONGEST_DAYS = 3 * 366


class NoSuchView(Refused):
    """These conditions do not go together, or not for this role."""

    code = "no_such_view"


class StatisticsRow(Struct, frozen=True):
    """One line: `key` is what a deeper look filters by."""

    key: str
    name: str
    note: str  # level, kind or the place above it
    figures: Figures


class Statistics(Struct, frozen=True):
    group: str
    first: date
    last: date
    without_today: bool  # today is among the days asked for, and its figures are not told yet
    rows: list[StatisticsRow]
    total: Figures
    counted_at: datetime | None


class TagRow(Struct, frozen=True):
    code: str
    label: str
    count: int


class TagStatistics(Struct, frozen=True):
    rows: list[TagRow]


@dataclass(frozen=True, slots=True)
class View:
    """What is asked: how to group, which days, under which conditions (column to value)."""

    group: str
    first: date
    last: date
    conditions: Mapping[str, Any]
    as_of_now: bool = False  # institutions where they stand today, not where they stood then


def in_reach(by: StaffMember, table: type[Any]) -> Q:
    """The rows a role may see: the city all, a county its own, an institution and a hall theirs."""
    if by.role is Role.CITY_BUREAU:
        return Q()
    if by.role is Role.COUNTY_BUREAU:
        return Q(bureau_id=by.bureau_id)
    if by.role is Role.HANDLER and table not in PLACES:
        return Q(institution_id=by.institution_id)
    if by.role is Role.HALL_MANAGER and table in PLACES:
        return Q(hall_id=by.hall_id)
    raise NoSuchView


async def figures(
    *,
    by: StaffMember,
    view: View,
    now: datetime,
    rules: RuleSet,
    rules_of: RulesOf,
    indicator_sets: IndicatorSets,
) -> Statistics:
    """The table asked for, with visible zero rows for what is in reach and has nothing (2-3)."""
    last = min(view.last, told_until(by, now))
    table, column = GROUPS[view.group]
    if not set(view.conditions) <= CONDITIONS[table]:
        raise NoSuchView
    if not 0 <= (view.last - view.first).days <= LONGEST_DAYS:
        raise NoSuchView
    names = await names_of(view.group, by=by, conditions=view.conditions, as_of_now=view.as_of_now)
    measure = _measure(view, rules, indicator_sets)
    tallies = await _tallies(
        table, column, measure, by=by, view=replace(view, last=last), names=names
    )
    total = Tally()
    for tally in tallies.values():
        total.add(tally)
    for key in names.always:
        tallies.setdefault(key, Tally())
    return Statistics(
        group=view.group,
        first=view.first,
        last=view.last,
        without_today=last < min(view.last, local_day(now)),
        rows=_rows(view.group, tallies, names, measure, rules_of),
        total=figures_of(total, rules_of, measure=measure),
        counted_at=await counted_at(view.first, last),
    )


def _measure(view: View, rules: RuleSet, indicator_sets: IndicatorSets) -> Measure | None:
    """By the set in force on the last day, if it weighs and the view is of what it measures."""
    target = MEASURED.get(view.group)
    if target is None or not set(view.conditions) <= SCORED:
        return None
    return measure_of(indicator_sets.on(view.last), target, rules)


async def _tallies(
    table: type[GradeCounts],
    column: str,
    measure: Measure | None,
    *,
    by: StaffMember,
    view: View,
    names: Named,
) -> dict[str, Tally]:
    where = await _counted(table, by=by, view=view)
    # Regions are told apart by the bureau that supervised then, unless asked as of now.
    keys = [column, "bureau_id"] if view.group == "region" else [column]
    days = Span(view.first, view.last)
    span = days if view.group == "day" else await span_of(view.first, view.last)
    parts = [await ratings_by(table, keys, where, span)]
    if view.group != "channel" and "channel" not in view.conditions:
        parts.append(await services_by(SERVICES[table], keys, where, span))
    placed: dict[str, Any] = {f"{column}__isnull": False} if column in PLACED else {}
    there = where & Q(**placed) if placed else where
    parts.append(await orders_by(keys, there, span))
    if measure is not None:
        parts.append(await scores_by(measure, keys, there, span))
    found: dict[str, Tally] = {}
    for part in parts:
        for key, tally in part.items():
            merge(found, names.fold(key), tally)
    return found


async def _counted(table: type[GradeCounts], *, by: StaffMember, view: View) -> Q:
    """The counts a view is made of, by the bureau that supervised then or the one that does now.

    Halls and windows have no institution: they are told by the bureau of then.
    """
    conditions = dict(view.conditions)
    if not view.as_of_now or table in PLACES:
        return in_reach(by, table) & Q(**conditions) if conditions else in_reach(by, table)
    offices = Institution.all()
    if by.role is Role.COUNTY_BUREAU:
        offices = offices.filter(bureau_id=by.bureau_id)
        where = Q()
    else:
        where = in_reach(by, table)
    if bureau := conditions.pop("bureau_id", None):
        offices = offices.filter(bureau_id=bureau)
    if bureau or by.role is Role.COUNTY_BUREAU:
        ids = await offices.values_list("id", flat=True)
        where &= Q(institution_id__in=ids) if ids else Q(id=0)
    return where & Q(**conditions) if conditions else where


def _rows(
    group: str,
    tallies: dict[str, Tally],
    names: Named,
    measure: Measure | None,
    rules_of: RulesOf,
) -> list[StatisticsRow]:
    rows = [
        StatisticsRow(key, *names.told(key), figures_of(tally, rules_of, measure=measure))
        for key, tally in tallies.items()
    ]
    if group in ("day", "month", "level", "kind"):
        return sorted(rows, key=lambda row: names.order(row.key))
    return sorted(rows, key=lambda row: (-(row.figures.opinions or 0), row.name))


async def tags(
    *, by: StaffMember, first: date, last: date, institution_id: UUID | None, now: datetime
) -> TagStatistics:
    """How often each tag was chosen, most frequent first."""
    where = in_reach(by, TagDay)
    if institution_id is not None:
        where &= Q(institution_id=institution_id)
    found = await tags_by(where, await span_of(first, min(last, told_until(by, now))))
    ordered = sorted(found.items(), key=lambda row: (-row[1], row[0]))
    return TagStatistics([TagRow(tag, label_of(tag), count) for tag, count in ordered])
