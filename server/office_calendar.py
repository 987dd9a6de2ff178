"""The working-day calendar an installation starts with, each day with the notice it rests on."""

from datetime import date
from importlib.metadata import version

import holidays

from models import CalendarDay

FIRST_YEAR = 2010  # the first year a second source can be asked about, too
DECEMBER = 12
LIBRARY = version("holidays")
# Numbers of the State Council's notices, one a year (国务院办公厅关于…年部分节假日安排的通知).
NOTICES = {
    2010: "国办发明电〔2009〕27号",
    2011: "国办发明电〔2010〕40号",
    2012: "国办发明电〔2011〕45号",
    2013: "国办发明电〔2012〕33号",
    2014: "国办发明电〔2013〕28号",
    2015: "国办发明电〔2014〕28号",
    2016: "国办发明电〔2015〕18号",
    2017: "国办发明电〔2016〕17号",
    2018: "国办发明电〔2017〕12号",
    2019: "国办发明电〔2018〕15号",
    2020: "国办发明电〔2019〕16号",
    2021: "国办发明电〔2020〕27号",
    2022: "国办发明电〔2021〕11号",
    2023: "国办发明电〔2022〕16号",
    2024: "国办发明电〔2023〕7号",
    2025: "国办发明电〔2024〕12号",
    2026: "国办发明电〔2025〕7号",
}
# What changed after the year's notice: from, to, number.
CHANGES = (
    (date(2015, 9, 3), date(2015, 9, 6), "国发明电〔2015〕1号"),  # 70 years since the victory
    (date(2019, 4, 28), date(2019, 5, 5), "国办发明电〔2019〕3号"),  # four days of May
    (
        date(2020, 1, 31),
        date(2020, 2, 2),
        "国办发明电〔2020〕1号",
    ),  # the epidemic
)


def calendar_days(years: range) -> list[CalendarDay]:
    """Holidays and make-up working days of the years the State Council has published.

    A published year has make-up days; the library guesses the others, and a guess is no law.
    """
    china = holidays.country_holidays("CN", years=years)
    # The library names make-up days of years nobody asked for as well.
    worked = {day for day in china.weekend_workdays if day.year in years}
    published = {day.year for day in worked}
    found: dict[date, tuple[bool, str]] = {
        day: (False, name) for day, name in china.items() if day.year in published
    }
    found |= dict.fromkeys(worked, (True, "调休上班"))
    return [
        CalendarDay(day=day, working=working, name=name[:40], source=_source(day))
        for day, (working, name) in sorted(found.items())
    ]


def _source(day: date) -> str:
    """The notice, and the library it was read from. December's days belong to the New Year's."""
    year = day.year + 1 if day.month == DECEMBER else day.year
    number = next((one for start, end, one in CHANGES if start <= day <= end), NOTICES.get(year))
    notice = number or f"国务院办公厅关于{year}年部分节假日安排的通知"
    return f"{notice}（holidays {LIBRARY}）"
