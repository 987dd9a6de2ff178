"""Reference data every installation starts with: the rule sets and the working-day calendar."""

from datetime import datetime

from models import CalendarDay, RuleSetRecord
from rules.rule_set import FOLDER, load
from server.database import close_database, open_database
from server.office_calendar import FIRST_YEAR, calendar_days


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
