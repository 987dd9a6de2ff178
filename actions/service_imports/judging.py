"""Each row of a file judged by itself, as if a business system had told of it just now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from uuid import UUID

from tortoise.expressions import Q

from actions.imports.shape import Problem
from actions.reach import reach_of
from actions.service_imports.columns import SHEET
from actions.service_imports.reading import ReadRow
from actions.services.intake import Told
from actions.services.service_records import Case, Party
from models import Hall, ServiceItem
from rules.actors import Role, StaffMember
from rules.documents import BadDocument, check, parse_type
from rules.refusals import Refused
from rules.service_imports import MOST_SERVICES
from rules.work_calendar import SHANGHAI

# What is wrong with a row, and in which column people mend it.
REFUSALS: Mapping[str, tuple[str, str]] = {
    "window_unknown": ("window", "window_unknown"),
    "window_gone": ("window", "window_gone"),
    "item_unknown": ("item", "item_unknown"),
    "officer_unknown": ("officer", "not_an_officer_there"),
    "in_the_future": ("ended", "in_the_future"),
    "point_missing": ("point", "point_missing"),
    "point_unknown": ("point", "point_unknown"),
    "point_elsewhere": ("point", "point_elsewhere"),
    "bad_document": ("document", "bad_party"),
}
PARTIES = (("type", "document"), ("agent_type", "agent_document"))


def problem_of(number: int, refusal: Refused) -> Problem:
    """Why intake refuses a row, as its file is mended."""
    column, code = REFUSALS[refusal.code]
    return Problem(SHEET.key, number, column, code)


def told_of(values: Mapping[str, str], record_id: UUID) -> Told:
    """What a row without problems tells."""
    agent = None
    if values["agent_document"]:
        agent = Party(values["agent_type"], values["agent_document"], values["agent_name"])
    day, clock = values["ended"].split(" ")
    moment = datetime.combine(
        datetime.fromisoformat(day).date(), time.fromisoformat(clock), SHANGHAI
    )
    return Told(
        case=Case(values["project"], int(values["service"]), values["point"]),
        item_code=values["item"],
        ended_at=moment,
        officer_login=values["officer"],
        applicant=Party(
            values["type"], values["document"], values["name"], values["phone"] or None
        ),
        agent=agent,
        hall_code=values["hall"],
        window_number=values["window"],
        record_id=record_id,
    )


@dataclass(frozen=True, slots=True)
class Near:
    """Which halls and items there are, and which of them are within reach of an office."""

    halls: frozenset[str]
    own_halls: frozenset[str]
    own_items: frozenset[str]
    items: frozenset[str]


async def near(rows: Sequence[ReadRow], *, by: StaffMember) -> Near:
    """Those these rows name."""
    halls = Hall.filter(code__in={row.values.get("hall", "") for row in rows})
    items = ServiceItem.filter(code__in={row.values.get("item", "") for row in rows})
    own_halls, own_items = halls, items
    if by.role is Role.HALL_MANAGER:
        own_halls = halls.filter(Q(id=by.hall_id) | Q(parent_id=by.hall_id))
    elif by.role is Role.HANDLER:
        own_items = items.filter(institution_id=by.institution_id)
    elif by.role is not Role.CITY_BUREAU:
        reach = await reach_of(by)
        in_reach = Q(institution__bureau_id=by.bureau_id) | Q(
            institution__region_id__in=reach.regions
        )
        own_items = items.filter(in_reach)
    names = [await one.values_list("code", flat=True) for one in (halls, own_halls)]
    codes = [await one.values_list("code", flat=True) for one in (own_items, items)]
    return Near(*(frozenset(map(str, one)) for one in (*names, *codes)))


def look_at(row: ReadRow, near: Near, now: datetime) -> None:
    """What a row says for itself, and of places the office may tell of."""
    values = row.values

    def problem(column: str, code: str, **details: object) -> None:
        if all(one.column != column for one in row.problems):
            row.problems.append(Problem(SHEET.key, row.number, column, code, dict(details)))

    service = values.get("service", "1")
    if not (service.isdecimal() and service.isascii() and 1 <= int(service) <= MOST_SERVICES):
        problem("service", "bad_service", most=MOST_SERVICES)
    for kind, number in PARTIES:
        if values.get(number) and values.get(kind):
            try:
                check(parse_type(values[kind]), values[number], now)
            except BadDocument:
                problem(number, "bad_party")
    if bool(values.get("agent_document")) != bool(values.get("agent_name")):
        problem("agent_document", "agent_incomplete")
    hall, item = values.get("hall"), values.get("item")
    if hall and hall not in near.own_halls:
        problem("hall", "out_of_reach" if hall in near.halls else "hall_unknown")
    if item and item not in near.own_items:
        problem("item", "out_of_reach" if item in near.items else "item_unknown")
