"""The State Council's notices, copied by hand, and what they say of each day.

A copied line proves itself: weekdays and numbers of days stand in it beside the dates.
"""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from rules.work_calendar import DAY

FOLDER = Path(__file__).parent / "notices"
YEARS = range(2019, 2027)
WEEKDAYS = "一二三四五六日"
A_DAY = re.compile(
    r"(?:(?P<year>\d{4})年)?(?:(?P<month>\d{1,2})月)?(?P<day>\d{1,2})日(?:（(?P<note>[^）]*)）)?"
)
HOW_MANY = re.compile(r"(?:共|放假)(\d)天")
LONGER = "延长"  # a holiday that has begun gets more days: from New Year's Eve to the new end
Told = dict[date, tuple[bool, str]]


def told(year: int) -> Told:
    """What the notices of a year name: day → (worked, number of the notice)."""
    days: Told = {}
    number = ""
    for line in (FOLDER / f"{year}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("国办发"):
            number = line
            continue
        for sentence in line.split("。"):
            days |= dict(_sentence(sentence, year, days, number))
    return days


def _sentence(
    text: str, year: int, before: Told, number: str
) -> Iterator[tuple[date, tuple[bool, str]]]:
    if text.startswith(LONGER):
        end = _days(text, year)[0]
        start = max(day for day in before if not before[day][0] and day < end) + DAY
        yield from ((day, (False, number)) for day in _span(start, end))
    elif text.endswith("上班"):
        yield from ((day, (True, number)) for day in _days(text, year))
    elif "放假" in text:
        days = _days(text, year)
        span = list(_span(days[0], days[-1]))
        counted = HOW_MANY.search(text)
        assert counted is None or len(span) == int(counted[1]), text
        yield from ((day, (False, number)) for day in span)


def _days(text: str, year: int) -> list[date]:
    found: list[date] = []
    month = 0
    for one in A_DAY.finditer(text):
        year, month = int(one["year"] or year), int(one["month"] or month)
        day = date(year, month, int(one["day"]))
        said = re.search("(?:周|星期)([一二三四五六日])", one["note"] or "")
        assert said is None or WEEKDAYS[day.weekday()] == said[1], text
        found.append(day)
    return found


def _span(start: date, end: date) -> Iterator[date]:
    while start <= end:
        yield start
        start += DAY
