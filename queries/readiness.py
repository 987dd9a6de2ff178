"""What still keeps a bureau from going live, line by line, each with where it is mended."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from msgspec import Struct
from tortoise.expressions import Q

from models import Bureau, Duty, Hall, Institution, ServiceItem, Staff, Window, WindowCode
from models.places.service_item import LOCAL_PREFIX
from queries.orders.concerns import unread_desks
from queries.papers.filings import owed
from rules.actors import ADMINISTRATORS, Role, StaffMember
from rules.institutions import Level, bureau_level
from rules.work_calendar import day_bounds

MOST_EXAMPLES = 20


class ReadinessCheck(StrEnum):
    """What is looked at; the console has a sentence and a link for each."""

    NO_INSTITUTION = "no_institution"
    NO_WINDOW = "no_window"
    INSTITUTION_UNSUPERVISED = "institution_unsupervised"
    INSTITUTION_WRONG_BUREAU = "institution_wrong_bureau"
    INSTITUTION_WITHOUT_HANDLER = "institution_without_handler"
    INSTITUTION_WITHOUT_ITEMS = "institution_without_items"
    WINDOW_WITHOUT_CODE = "window_without_code"
    WINDOW_WITHOUT_ROSTER = "window_without_roster"
    OFFICER_WITHOUT_LOGIN = "officer_without_login"
    ADMINISTRATOR_UNKNOWN = "administrator_unknown"
    OFFICER_WITHOUT_ITEMS = "officer_without_items"
    ITEM_WITHOUT_CODE = "item_without_code"
    HALL_WITHOUT_WINDOWS = "hall_without_windows"
    DESK_WITHOUT_READER = "desk_without_reader"
    PAPER_NOT_FILED = "paper_not_filed"
    RULE_SET_ENDING = "rule_set_ending"
    TEMPLATE_MISSING = "template_missing"
    IDENTITY_MISSING = "identity_missing"
    WECHAT_MISSING = "wechat_missing"
    SMS_MISSING = "sms_missing"
    CALENDAR_MISSING = "calendar_missing"


class Example(Struct, frozen=True):
    """One thing to mend; `place` and `place_id` say on which page."""

    label: str
    place: str  # institution, hall, bureau or ""
    place_id: UUID | None


class ReadinessLine(Struct, frozen=True):
    """One check; nothing is missing when `count` is 0. `day` is the day a roster is wanted for."""

    code: ReadinessCheck
    blocking: bool
    count: int
    day: date | None
    examples: list[Example]


class Readiness(Struct, frozen=True):
    """`ready` when no blocking line has anything left."""

    ready: bool
    lines: list[ReadinessLine]


@dataclass(frozen=True, slots=True)
class _Scope:
    """What the bureau answers for, each loaded once."""

    institutions: list[Institution]
    windows: list[Window]
    halls: list[Hall]

    def institution_ids(self) -> set[UUID]:
        return {one.id for one in self.institutions}


async def lines(*, by: StaffMember, day: date) -> list[ReadinessLine]:
    """The checks of what stands in the tables, for the city of all, for a county of its own."""
    own: dict[str, Any] = {} if by.role is Role.CITY_BUREAU else {"bureau_id": by.bureau_id}
    scope = _Scope(
        await Institution.filter(**own, closed_at=None).order_by("name").select_related("bureau"),
        await Window.filter(
            closed_at=None,
            hall__closed_at=None,
            **{f"hall__{name}": value for name, value in own.items()},
        )
        .order_by("hall__name", "number")
        .select_related("hall"),
        await Hall.filter(**own, closed_at=None).order_by("name"),
    )
    return [
        _nothing(ReadinessCheck.NO_INSTITUTION, scope.institutions),
        _nothing(ReadinessCheck.NO_WINDOW, scope.windows),
        await _unsupervised(scope),
        _wrong_bureau(scope),
        await _without_handler(scope),
        await _without_items(scope),
        await _without_code(scope),
        await _without_duty(scope, day),
        await _without_login(scope, by),
        *([await _administrators_unknown()] if by.role is Role.CITY_BUREAU else []),
        await _officers_without_items(scope),
        await _items_without_code(scope),
        _halls_without_windows(scope),
        await _desks_without_reader(by),
        await _papers_not_filed(by),
    ]


def _nothing(code: ReadinessCheck, rows: Sequence[object]) -> ReadinessLine:
    """Where nothing is yet, nothing else can be wrong: that is a line of its own."""
    return ReadinessLine(code, True, 0 if rows else 1, None, [])


async def _unsupervised(scope: _Scope) -> ReadinessLine:
    """Somebody has to dispatch and review: the bureau needs an account that can sign in."""
    bureaus = {one.bureau_id for one in scope.institutions}
    able = _able(bureau_id__in=bureaus)
    staffed = set(await able.values_list("bureau_id", flat=True))
    names = dict(await Bureau.filter(id__in=bureaus).values_list("id", "name"))
    found = [one for one in scope.institutions if one.bureau_id not in staffed]
    examples = [_of(one, f"{one.name}（{names[one.bureau_id]}）") for one in found]
    return _line(ReadinessCheck.INSTITUTION_UNSUPERVISED, examples)


def _wrong_bureau(scope: _Scope) -> ReadinessLine:
    found = [
        one
        for one in scope.institutions
        if not one.vertical and one.bureau.level != bureau_level(Level(one.level))
    ]
    return _line(ReadinessCheck.INSTITUTION_WRONG_BUREAU, [_of(one) for one in found])


async def _without_handler(scope: _Scope) -> ReadinessLine:
    """A poor rating of an institution without a handler would lie there unanswered."""
    able = _able(role=Role.HANDLER, institution_id__in=scope.institution_ids())
    staffed = set(await able.values_list("institution_id", flat=True))
    found = [one for one in scope.institutions if one.id not in staffed]
    return _line(ReadinessCheck.INSTITUTION_WITHOUT_HANDLER, [_of(one) for one in found])


async def _without_items(scope: _Scope) -> ReadinessLine:
    """An institution that serves at a window needs something to end there."""
    serving = {one.institution_id for one in scope.windows}
    found = [one for one in await _no_items(scope.institutions) if one.id in serving]
    return _line(ReadinessCheck.INSTITUTION_WITHOUT_ITEMS, [_of(one) for one in found])


async def _without_code(scope: _Scope) -> ReadinessLine:
    ids = [one.id for one in scope.windows]
    codes = WindowCode.filter(window_id__in=ids, active=1)
    coded = set(await codes.values_list("window_id", flat=True))
    return _line(
        ReadinessCheck.WINDOW_WITHOUT_CODE,
        [_at(one) for one in scope.windows if one.id not in coded],
    )


async def _without_duty(scope: _Scope, day: date) -> ReadinessLine:
    start, end = day_bounds(day)
    turns = Duty.filter(
        window_id__in=[one.id for one in scope.windows], starts_at__lt=end, ends_at__gt=start
    )
    staffed = set(await turns.values_list("window_id", flat=True))
    found = [_at(one) for one in scope.windows if one.id not in staffed]
    return _line(ReadinessCheck.WINDOW_WITHOUT_ROSTER, found, day=day)


async def _without_login(scope: _Scope, by: StaffMember) -> ReadinessLine:
    """Accounts that were imported but never given a password."""
    within = Q(institution_id__in=scope.institution_ids())
    within |= Q(hall_id__in=[one.id for one in scope.halls])
    if by.role is Role.CITY_BUREAU:
        within |= Q(bureau_id__isnull=False)
    else:
        within |= Q(bureau_id=by.bureau_id)
    found = await Staff.filter(within, active=True, password_hash="").order_by("login")
    return _line(ReadinessCheck.OFFICER_WITHOUT_LOGIN, [_whose(one) for one in found])


async def _administrators_unknown() -> ReadinessLine:
    """Administrators no document says who they are: they are given no password (0073)."""
    found = Staff.filter(role__in=ADMINISTRATORS, document_index=None, active=True)
    examples = [_whose(one) for one in await found.order_by("login")]
    return _line(ReadinessCheck.ADMINISTRATOR_UNKNOWN, examples)


def _whose(one: Staff) -> Example:
    label = f"{one.name}（{one.login}）"
    if one.institution_id:
        return Example(label, "institution", one.institution_id)
    return Example(label, "hall" if one.hall_id else "bureau", one.hall_id or one.bureau_id)


async def _officers_without_items(scope: _Scope) -> ReadinessLine:
    bare = {one.id for one in await _no_items(scope.institutions)}
    officers = Staff.filter(role=Role.OFFICER, active=True, institution_id__in=bare)
    examples = [
        Example(f"{one.name}（{one.login}）", "institution", one.institution_id)
        for one in await officers.order_by("login")
    ]
    return _line(ReadinessCheck.OFFICER_WITHOUT_ITEMS, examples)


async def _items_without_code(scope: _Scope) -> ReadinessLine:
    """Known by a local code only: business systems cannot name them."""
    items = ServiceItem.filter(
        institution_id__in=scope.institution_ids(), code__startswith=LOCAL_PREFIX
    )
    found = await items.order_by("name").select_related("institution")
    examples = [
        Example(f"{one.name}（{one.institution.name}）", "institution", one.institution_id)
        for one in found
    ]
    return _line(ReadinessCheck.ITEM_WITHOUT_CODE, examples)


def _halls_without_windows(scope: _Scope) -> ReadinessLine:
    with_windows = {one.hall_id for one in scope.windows}
    found = [one for one in scope.halls if one.id not in with_windows]
    examples = [Example(one.name, "hall", one.id) for one in found]
    return _line(ReadinessCheck.HALL_WITHOUT_WINDOWS, examples, blocking=False)


async def _desks_without_reader(by: StaffMember) -> ReadinessLine:
    """Clues of crime or danger that nobody is named to read (15-4)."""
    assert by.bureau_id is not None
    found = [Example(desk, "bureau", by.bureau_id) for desk in await unread_desks(by.bureau_id)]
    return _line(ReadinessCheck.DESK_WITHOUT_READER, found, blocking=False)


async def _papers_not_filed(by: StaffMember) -> ReadinessLine:
    """Supporting rules and review procedures the city does not have yet (12-3, 16-1)."""
    found = [
        Example(f"{bureau.name}（{kind}）", "bureau", bureau.id)
        for bureau, kinds in await owed(by=by)
        for kind in kinds
    ]
    return _line(ReadinessCheck.PAPER_NOT_FILED, found, blocking=False)


async def _no_items(institutions: list[Institution]) -> list[Institution]:
    ids = [one.id for one in institutions]
    items = ServiceItem.filter(institution_id__in=ids).distinct()
    having = set(await items.values_list("institution_id", flat=True))
    return [one for one in institutions if one.id not in having]


def _able(**scope: Any) -> Any:
    """Accounts that can sign in."""
    return Staff.filter(active=True, **scope).exclude(password_hash="")


def _of(one: Institution, label: str = "") -> Example:
    return Example(label or one.name, "institution", one.id)


def _at(one: Window) -> Example:
    return Example(f"{one.hall.name} {one.number} {one.name}", "hall", one.hall_id)


def _line(
    code: ReadinessCheck,
    found: Iterable[Example],
    *,
    blocking: bool = True,
    day: date | None = None,
) -> ReadinessLine:
    examples = list(found)
    return ReadinessLine(code, blocking, len(examples), day, examples[:MOST_EXAMPLES])
