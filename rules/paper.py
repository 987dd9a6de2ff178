"""评价单: a rating on paper, typed in by two people who agree (7-12).

第七条 评价人每接受一次服务即可做出一次评价。线上评价为登录广东政务服务网和
“粤省事”移动政务服务平台，按系统提示做出评价。线下评价是在各级实体办事大厅通过评价装置
或扫描二维码进入评价系统做出评价，或是通过自助服务终端进行评价；
同时，可通过省政务服务咨询投诉平台进行评价。
拨打12345热线电话咨询政务服务事项的，在咨询完成后，按系统语音提示对服务做出评价。

The regulation names no paper; who has no telephone either is served at the window all the same
(docs/decisions/0048).
"""

import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from rules.window_codes import check_digit
from rules.work_calendar import day_bounds

DIGITS = 10  # 9 of chance and a check digit, as they are read off a sheet
MOST_AT_ONCE = 50  # sheets of one printing
NUMBER = re.compile(f"[0-9]{{{DIGITS}}}")


class Paper(StrEnum):
    """Where a sheet stands."""

    BLANK = "blank"  # printed
    FIRST = "first"  # typed in by one person
    DIFFERS = "differs"  # two read it differently; a third decides
    AGREED = "agreed"  # two read it alike, and it is on its way to be a rating
    DONE = "done"
    SET_ASIDE = "set_aside"  # no rating: nobody can read it, or the service has its opinion


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody reads on a sheet. `tags`: codes with commas, in their order."""

    project_number: str
    service_number: int
    written_on: date
    grade: str
    tags: str


def paper_number(chance: int) -> str:
    """The number of a sheet from nine digits of chance; the last digit checks the others (7-12)."""
    body = f"{chance:0{DIGITS - 1}d}"
    return body + check_digit(body)


def is_paper_number(text: str) -> bool:
    """Whether this can be the number of a sheet: one mistyped digit shows (7-12)."""
    return NUMBER.fullmatch(text) is not None and check_digit(text[:-1]) == text[-1]


def may_be_written(on: date, *, ended_on: date, today: date) -> bool:
    """Whether a sheet can have been written that day: not before the service, not ahead (7-12)."""
    return ended_on <= on <= today


def rated_at(on: date, *, ended_at: datetime) -> datetime:
    """The moment a sheet counts from: the day written on it, as early as can be (Art. 6; 7-12).

    However long the sheet lay in the box, its day is in time if it was written in time.
    """
    return max(ended_at, day_bounds(on)[0])
