"""Kept logs, for the auditor: which there are."""

from datetime import date, datetime

from msgspec import Struct

from models import KeptLog
from rules.actors import StaffMember

A_PAGE = 50


class LogRow(Struct, frozen=True):
    """A kept file; `gone_at`: its year was over, and only this line is left."""

    number: int
    kind: str
    name: str
    day: date
    size: int
    lines: int
    sha256: str
    kept_at: datetime
    gone_at: datetime | None


class LogPage(Struct, frozen=True):
    """Files, newest first; `kinds` are those there are, `whole`: nothing is wrong in the chain."""

    total: int
    kinds: list[str]
    whole: bool
    rows: list[LogRow]


async def page(
    *, by: StaffMember, kind: str, first: date | None, last: date | None, page: int, whole: bool
) -> LogPage:
    """Of a kind and of days, if they are named."""
    found = KeptLog.all()
    if kind:
        found = found.filter(kind=kind)
    if first:
        found = found.filter(day__gte=first)
    if last:
        found = found.filter(day__lte=last)
    kinds = await KeptLog.all().distinct().values_list("kind", flat=True)
    rows = await found.order_by("-day", "-number").offset((page - 1) * A_PAGE).limit(A_PAGE)
    told = [row_of(one) for one in rows]
    return LogPage(await found.count(), sorted(map(str, kinds)), whole, told)


def row_of(one: KeptLog) -> LogRow:
    """A file as it is told."""
    return LogRow(
        one.number,
        one.kind,
        one.name,
        one.day,
        one.size,
        one.lines,
        one.sha256,
        one.kept_at,
        one.gone_at,
    )


async def one(number: int, *, by: StaffMember) -> KeptLog | None:
    """A file by its number."""
    return await KeptLog.get_or_none(number=number)
