"""Which rule set is in force when, and where, and until when.

第十七条 本实施细则由市政务服务数据管理局负责解释，自发布之日起实施，试行期限与《办法》同。
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from rules.rule_set import BadRuleSet, RuleSet
from rules.work_calendar import SHANGHAI


class Term(StrEnum):
    """How a set stands to its end (17-2)."""

    RUNNING = "running"
    OPEN_END = "open_end"  # no end is known
    ENDS_SOON = "ends_soon"
    ENDED = "ended"  # and running on until another is chosen


@dataclass(frozen=True, slots=True)
class RuleSets:
    """All sets that are or were in force, the city's and what counties made of them."""

    sets: tuple[RuleSet, ...]

    def at(self, moment: datetime, bureau_id: UUID | None = None) -> RuleSet:
        """The set in force for a service ending at `moment` (aware): the newest begun by then,
        with the values of the county's bureau if it has set any.

        After its term the last one keeps running until another is chosen. Art. 16, 17 (1-2, 16-3,
        17-2).
        """
        day = moment.astimezone(SHANGHAI).date()
        begun = [one for one in self.sets if one.of_county is None and one.effective_from <= day]
        if not begun:
            raise BadRuleSet(f"no rule set is in force on {day}")
        city = max(begun, key=lambda one: one.effective_from)
        own = [
            (one.of_county[1], one)
            for one in self.sets
            if one.of_county is not None
            and one.of_county[0] == bureau_id
            and one.of_county[1] <= day
            and one.code.startswith(f"{city.code}@")
        ]
        return max(own, key=lambda pair: pair[0])[1] if own else city

    def term(self, moment: datetime) -> Term:
        """Whether the set in force ends soon or has ended, and no other follows. Art. 17 (17-2)."""
        current, day = self.at(moment), moment.astimezone(SHANGHAI).date()
        if any(one.of_county is None and one.effective_from > day for one in self.sets):
            return Term.RUNNING
        if current.effective_to is None:
            return Term.OPEN_END
        if current.effective_to < day:
            return Term.ENDED
        left = (current.effective_to - day).days
        return Term.ENDS_SOON if left <= current.term_warning_days.value else Term.RUNNING

    def named(self, code: str) -> RuleSet:
        """The set a service was completed under. Art. 1 (1-2)."""
        for one in self.sets:
            if one.code == code:
                return one
        raise BadRuleSet(f"there is no rule set {code}")
