"""What the parts of the demo city share while its past is being written."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from actions.keys import Keyring
from models import Staff
from rules.rule_set import RuleSet
from rules.work_calendar import Calendar
from server.demo.office_time import OfficeTime
from server.demo.people import Person
from server.demo.places import PlaceRows

DAYS_BACK = 155  # four whole months in any case: three bulletins, and one that waits
LATER_DAYS_BACK = 92  # the halls of the counties were connected later
REACH = 170  # days of office time on both sides of now


@dataclass(frozen=True, slots=True)
class World:
    """The finished city, its people, and the rules its past obeyed."""

    keys: Keyring
    now: datetime
    seed: int
    rules: RuleSet
    calendar: Calendar
    office_time: OfficeTime
    places: PlaceRows
    staff: dict[str, Staff]  # by login
    persons: dict[str, Person]  # demo persons by key
    crowd: list[Person]
    companies: list[Person]

    @property
    def since(self) -> datetime:
        return self.now - timedelta(days=DAYS_BACK)

    def everybody(self) -> Iterator[Person]:
        yield from self.crowd
        yield from self.persons.values()
