"""Rule sets, moments and calendars for the tests of the rules."""

import tomllib
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from rules.rule_set import FOLDER, RuleSet, from_mapping, load
from rules.work_calendar import SHANGHAI, Calendar

SHIPPED = FOLDER / "chaozhou-2019-trial.toml"
# The same examples every time: a suite that fails by chance teaches nothing.
steady = settings(derandomize=True, deadline=None, max_examples=300)
IN_FORCE = datetime(2019, 10, 14, tzinfo=UTC)
MOMENTS = st.integers(0, 80 * 366 * 86_400).map(lambda second: IN_FORCE + timedelta(0, second))


def first() -> RuleSet:
    """The first rule set, as it is shipped."""
    return load(SHIPPED)


def document() -> dict[str, Any]:
    """Its document, to be changed."""
    return tomllib.loads(SHIPPED.read_text(encoding="utf-8"))


def changed(**values: Any) -> RuleSet:
    """An invented set: the first one with other values."""
    text = document()
    for name, value in values.items():
        text["values"][name] = {"value": value, "source": "invented"}
    return from_mapping(text)


def chaozhou(*parts: int) -> datetime:
    """A moment in Chaozhou, as the database keeps it: year, month, day, hour …"""
    return datetime(*parts, tzinfo=SHANGHAI).astimezone(UTC)  # type: ignore[arg-type,misc]


def calendar(
    *, holidays: list[date] | None = None, workdays: list[date] | None = None, years: Any = ()
) -> Calendar:
    return Calendar(frozenset(holidays or []), frozenset(workdays or []), frozenset(years))


# Hand-copied from the State Council's notices: New Year 2024, Spring Festival 2024, National Day
# 2024 and New Year 2025, with the weekends worked instead.
HOLIDAYS = [
    date(2024, 1, 1),
    *(date(2024, 2, day) for day in range(10, 18)),
    *(date(2024, 10, day) for day in range(1, 8)),
    date(2025, 1, 1),
]
WORKED = [date(2024, 2, 4), date(2024, 2, 18), date(2024, 9, 29), date(2024, 10, 12)]
PUBLISHED = calendar(holidays=HOLIDAYS, workdays=WORKED, years=(2024, 2025))
WEEKENDS_ALONE = calendar()
