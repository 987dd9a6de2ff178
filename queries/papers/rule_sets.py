"""Rule sets with every value and its source, and what another one would have changed (1-1, 1-2)."""

import tomllib
from datetime import date, datetime

from msgspec import Struct
from tortoise.expressions import Q

from models import Bureau, Institution, RuleSetRecord, Staff
from queries.figures.results import institutions_of
from queries.figures.tally import Tally
from rules import scoring
from rules.actors import StaffMember
from rules.in_force import RuleSets
from rules.refusals import NotFound
from rules.rule_set import CODE, VALUE_NAMES, RuleSet, from_mapping
from rules.work_calendar import month_days


class RuleValue(Struct, frozen=True):
    name: str
    value: str
    source: str
    since: date


class RuleSetView(Struct, frozen=True):
    """`status`: in_force, coming, past, waiting (for a second person), discarded."""

    code: str
    title: str
    effective_from: date
    effective_to: date | None
    status: str
    loaded_by: str | None
    activated_by: str | None
    values: list[RuleValue]


class RuleSetViews(Struct, frozen=True):
    """`term` says how the one in force stands to its end: running, open_end, ends_soon, ended."""

    term: str
    rows: list[RuleSetView]


class ValueChange(Struct, frozen=True):
    name: str
    before: str
    after: str
    source: str


class AverageChange(Struct, frozen=True):
    """What a row of a past month would have read under the other set."""

    name: str
    opinions: int
    before: float | None
    after: float | None


class RuleSetPreview(Struct, frozen=True):
    """Nothing of it is stored, and no published figure changes (1-2)."""

    month: str
    values: list[ValueChange]
    averages: list[AverageChange]


async def listed(*, by: StaffMember, now: datetime, rule_sets: RuleSets) -> RuleSetViews:
    """All sets, newest first."""
    current = rule_sets.at(now).code
    names = {row["id"]: row["name"] for row in await Staff.all().values("id", "name")}
    rows = []
    for record in await RuleSetRecord.all().order_by("-effective_from", "-loaded_at"):
        rules = from_mapping(tomllib.loads(record.document))
        rows.append(
            RuleSetView(
                code=rules.code,
                title=rules.title,
                effective_from=rules.effective_from,
                effective_to=rules.effective_to,
                status=_status(record, current, rule_sets.at(now).effective_from),
                loaded_by=names.get(record.loaded_by_id) if record.loaded_by_id else None,
                activated_by=names.get(record.activated_by_id) if record.activated_by_id else None,
                values=[_value(rules, name) for name in VALUE_NAMES],
            )
        )
    return RuleSetViews(rule_sets.term(now), rows)


def _status(record: RuleSetRecord, current: str, since: date) -> str:
    if record.discarded_at is not None:
        return "discarded"
    if record.loaded_by_id is not None and record.activated_at is None:
        return "waiting"
    if record.code == current:
        return "in_force"
    return "coming" if record.effective_from > since else "past"


def _value(rules: RuleSet, name: str) -> RuleValue:
    one = getattr(rules, name)
    return RuleValue(name, str(one.value), one.source, one.since)


async def preview(
    *, code: str, month: str, by: StaffMember, now: datetime, rule_sets: RuleSets
) -> RuleSetPreview:
    """What a set would change: its values, and the averages of a past month under its points."""
    record = await RuleSetRecord.get_or_none(code=code) if CODE.fullmatch(code) else None
    if record is None:
        raise NotFound
    other, current = from_mapping(tomllib.loads(record.document)), rule_sets.at(now)
    changed = [
        ValueChange(name, *_pair(current, other, name), getattr(other, name).source)
        for name in VALUE_NAMES
        if getattr(current, name).value != getattr(other, name).value
    ]
    first, last = month_days(month)
    tallies = await institutions_of(Q(), first, last)
    rows = []
    for bureau in await Bureau.all().order_by("level", "id").select_related("region"):
        own = await Institution.filter(bureau_id=bureau.id).values_list("id", flat=True)
        total = Tally()
        for office in own:
            total.add(tallies.get(office, Tally()))  # type: ignore[call-overload]
        rows.append(_average(bureau.region.name, total, rule_sets, other))
    return RuleSetPreview(month, changed, rows)


def _pair(current: RuleSet, other: RuleSet, name: str) -> tuple[str, str]:
    return str(getattr(current, name).value), str(getattr(other, name).value)


def _average(name: str, total: Tally, rule_sets: RuleSets, other: RuleSet) -> AverageChange:
    was = [(grades, rule_sets.named(code)) for code, grades in total.opinions.items()]
    before, after = scoring.average_of(was), scoring.average(total.grades, other)
    return AverageChange(name, total.count, before.value, after.value)
