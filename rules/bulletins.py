"""Bulletins and their publication.

第十三条 市政务服务数据管理局负责定期通报和发布各县（区）和市级各政务服务机构的“好差评”结果。
各县（区）政务服务数据管理局（政务服务管理机构）负责定期通报和发布本行政区域“好差评”结果。
"""

from datetime import datetime
from enum import StrEnum

from rules.refusals import Refused
from rules.work_calendar import month_bounds
from rules.workflow import Table, transition


class PeriodOpen(Refused):
    """The period is not over, or its last day has not been counted yet."""

    code = "period_open"


class SamePerson(Refused):
    """Who compiled a bulletin does not publish it; another person has to read it first (13-3)."""

    code = "same_person"


class NoteMissing(Refused):
    """A later version of a published period has to say what it corrects (13-6)."""

    code = "note_missing"


class BulletinStatus(StrEnum):
    """Where a version of a bulletin stands."""

    COMPILED = "compiled"  # frozen, read by nobody outside
    PUBLISHED = "published"  # for good: a correction is another version
    DISCARDED = "discarded"  # compiled and not wanted


class BulletinAction(StrEnum):
    """The steps after compiling."""

    PUBLISH = "publish"
    DISCARD = "discard"


class BulletinRole(StrEnum):
    """Both are people of the bureau; the publisher is another than the compiler."""

    COMPILER = "compiler"
    ANOTHER = "another"


TABLE: Table[BulletinStatus, BulletinAction, BulletinRole] = Table(
    (
        transition(
            BulletinAction.PUBLISH,
            [BulletinStatus.COMPILED],
            BulletinStatus.PUBLISHED,
            BulletinRole.ANOTHER,
        ),
        transition(
            BulletinAction.DISCARD,
            [BulletinStatus.COMPILED],
            BulletinStatus.DISCARDED,
            BulletinRole.COMPILER,
            BulletinRole.ANOTHER,
        ),
    )
)


def check_period(period: str, *, counted_at: datetime | None, now: datetime) -> None:
    """`PeriodOpen` unless the month is over and was counted after its end. Art. 13 (13-3)."""
    _, end = month_bounds(period)
    if now < end or counted_at is None or counted_at < end:
        raise PeriodOpen


def check_note(note: str, *, published_before: bool) -> None:
    """`NoteMissing` if a published period is to be corrected without a word. Art. 13 (13-6)."""
    if published_before and not note.strip():
        raise NoteMissing
