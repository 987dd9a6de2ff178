"""Reference data every installation starts with: the rule sets and the working-day calendar."""

from datetime import date, datetime
from importlib.metadata import version

import holidays

from models import CalendarDay, RuleSetRecord
from rules.rule_set import FOLDER, load
from server.database import close_database, open_database

FIRST_YEAR = 2019  # the regulation's own


async def seed(database: str, *, now: datetime) -> None:
    """Load what is missing; what is there stays, since it may have been in force."""
    await open_database(database)
    try:
        await seed_reference_data(now)
    finally:
        await close_database()


async def seed_reference_data(now: datetime) -> None:
    """The same on a database that is open."""
    for path in sorted(FOLDER.glob("*.toml")):
        rules = load(path)
        await RuleSetRecord.get_or_create(
            code=rules.code,
            defaults={
                "effective_from": rules.effective_from,
                "document": path.read_text(encoding="utf-8"),
                "loaded_at": now,
            },
        )
    known = set(await CalendarDay.all().values_list("day", flat=True))
    days = calendar_days(range(FIRST_YEAR, now.year + 2))
    await CalendarDay.bulk_create([day for day in days if day.day not in known], batch_size=200)


def calendar_days(years: range) -> list[CalendarDay]:
    """Holidays and make-up working days of the years the State Council has published.

    A published year has make-up days; the library guesses the others, and a guess is no law.
    """
    china = holidays.country_holidays("CN", years=years)
    source = f"国务院办公厅节假日安排的通知（holidays {version('holidays')}）"
    # The library names make-up days of years nobody asked for as well.
    worked = {day for day in china.weekend_workdays if day.year in years}
    published = {day.year for day in worked}
    found: dict[date, tuple[bool, str]] = {
        day: (False, name) for day, name in china.items() if day.year in published
    }
    found |= dict.fromkeys(worked, (True, "调休上班"))
    return [
        CalendarDay(day=day, working=working, name=name[:40], source=source)
        for day, (working, name) in sorted(found.items())
    ]
