"""Rule sets, indicator sets and the working-day calendar, kept in memory, loaded anew."""

import tomllib
from dataclasses import dataclass

import msgspec
from tortoise.expressions import Q

from models import CalendarDay, CountyValuesRecord, IndicatorSetRecord, RuleSetRecord
from rules import indicators
from rules.county_values import CountyValues, derived
from rules.in_force import RuleSets
from rules.indicators import IndicatorSets
from rules.rule_set import from_mapping
from rules.work_calendar import Calendar


@dataclass(slots=True)
class Reference:
    """What every rule needs at hand; `load` replaces all at once."""

    rule_sets: RuleSets
    calendar: Calendar
    indicator_sets: IndicatorSets
    _begun: int = 0
    _taken: int = 0

    async def reload(self) -> None:
        """Read all tables again, as every process does each few minutes.

        Of two at once the one that began later knows more: an older one that is slower is dropped.
        """
        self._begun += 1
        turn = self._begun
        fresh = await load()
        if turn > self._taken:
            self._taken = turn
            self.rule_sets, self.calendar = fresh.rule_sets, fresh.calendar
            self.indicator_sets = fresh.indicator_sets


async def load() -> Reference:
    """Rule sets, indicator sets and calendar as the tables have them now."""
    in_force = Q(loaded_by_id=None) | Q(activated_at__isnull=False)
    documents = await RuleSetRecord.filter(in_force).values_list("document", flat=True)
    city = [from_mapping(tomllib.loads(str(text))) for text in documents]
    counties = [derived(one, own) for one in city for own in await _county_values()]
    days = await CalendarDay.all().values_list("day", "working")
    loaded = await IndicatorSetRecord.exclude(activated_at=None).values_list("document", flat=True)
    return Reference(
        RuleSets((*city, *counties)),
        Calendar.of((day, bool(working)) for day, working in days),
        IndicatorSets(tuple(indicators.from_document(str(text)) for text in loaded)),
    )


async def _county_values() -> list[CountyValues]:
    """What counties have set and a second person put in force (16-3)."""
    return [
        CountyValues(
            code=one.code,
            bureau_id=one.bureau_id,
            effective_from=one.effective_from,
            source=one.source,
            values=msgspec.json.decode(one.document, type=dict[str, int]),
        )
        for one in await CountyValuesRecord.filter(activated_at__isnull=False)
    ]
