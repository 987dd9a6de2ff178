"""Rule sets and the working-day calendar, kept in memory and loaded anew from their tables."""

import tomllib
from dataclasses import dataclass

from tortoise.expressions import Q

from models import CalendarDay, RuleSetRecord
from rules.in_force import RuleSets
from rules.rule_set import from_mapping
from rules.work_calendar import Calendar


@dataclass(slots=True)
class Reference:
    """What every rule needs at hand; `load` replaces both at once."""

    rule_sets: RuleSets
    calendar: Calendar
    _begun: int = 0
    _taken: int = 0

    async def reload(self) -> None:
        """Read both tables again, as every process does each few minutes.

        Of two at once the one that began later knows more: an older one that is slower is dropped.
        """
        self._begun += 1
        turn = self._begun
        fresh = await load()
        if turn > self._taken:
            self._taken = turn
            self.rule_sets, self.calendar = fresh.rule_sets, fresh.calendar


async def load() -> Reference:
    """Rule sets and calendar as the tables have them now."""
    in_force = Q(loaded_by_id=None) | Q(activated_at__isnull=False)
    documents = await RuleSetRecord.filter(in_force).values_list("document", flat=True)
    sets = RuleSets(tuple(from_mapping(tomllib.loads(str(text))) for text in documents))
    days = await CalendarDay.all().values_list("day", "working")
    return Reference(sets, Calendar.of((day, bool(working)) for day, working in days))
