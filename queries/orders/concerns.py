"""Clues as the readers of their desk see them; everybody else sees that something waits (15-4)."""

from datetime import date, datetime
from uuid import UUID

from msgspec import Struct
from tortoise.expressions import Q
from tortoise.functions import Count

from models import Concern, DeskMember, Referral, Staff
from queries.rating.my_ratings import split_tags
from rules.actors import Role, StaffMember
from rules.concerns import NAMED_DESKS, TABLE, Desk, Reader, State
from rules.documents import mask_personal_data
from rules.refusals import NotFound

A_PAGE = 20
RELATED = ("institution", "window__hall")


class ConcernRow(Struct, frozen=True):
    id: UUID
    number: str
    kind: str
    desk: str
    state: str
    institution_name: str
    window: str | None  # hall and number
    day: date
    ratings: int  # how many a pattern was seen in
    raised_at: datetime


class DeskState(Struct, frozen=True):
    """One desk of the own bureau: what waits there, and whether anybody is named to read it."""

    desk: str
    waiting: int
    members: int
    mine: bool  # whether the caller reads it


class Concerns(Struct, frozen=True):
    rows: list[ConcernRow]
    total: int
    desks: list[DeskState]


class ReferralView(Struct, frozen=True):
    body: str
    note: str
    referred_at: datetime
    receipt_number: str | None
    receipt_at: datetime | None
    result: str | None
    result_at: datetime | None


class ConcernView(Struct, frozen=True):
    """One clue. Of the rating: grade, tags, masked text; never whose it is."""

    row: ConcernRow
    grade: str | None
    tags: list[str]
    text: str
    reason: str  # of the last decision
    decided_at: datetime | None
    actions: list[str]
    version: int


class Sealed(Struct, frozen=True):
    """What is stored sealed of a clue, for the action that opens it."""

    said: bytes | None
    referral: Referral | None


class DeskMemberRow(Struct, frozen=True):
    desk: str
    staff_id: UUID
    name: str
    named_at: datetime


class Colleague(Struct, frozen=True):
    staff_id: UUID
    name: str


class DeskMembers(Struct, frozen=True):
    members: list[DeskMemberRow]
    colleagues: list[Colleague]  # who can be named


async def in_reach(by: StaffMember) -> Q:
    """The bureau's own clues, the city's all of them; those of a named desk by name alone."""
    own = Q(bureau_id=by.bureau_id)
    desks = await DeskMember.filter(staff_id=by.staff_id, bureau_id=by.bureau_id).values_list(
        "desk", flat=True
    )
    reach = Q(desk=Desk.BUREAU)
    if by.role is not Role.CITY_BUREAU:
        reach &= own
    return reach | (own & Q(desk__in=list(desks)))


async def page(*, by: StaffMember, state: str, page: int) -> Concerns:
    """Clues in reach, the newest first, and what waits at the desks of the own bureau."""
    found = Concern.filter(await in_reach(by))
    if state:
        found = found.filter(state=state)
    turn = found.order_by("-raised_at", "number").select_related(*RELATED)
    rows = await turn.offset((page - 1) * A_PAGE).limit(A_PAGE)
    return Concerns([_row(one) for one in rows], await found.count(), await _desks(by))


async def one(concern_id: UUID, *, by: StaffMember) -> tuple[ConcernView, Sealed]:
    """One clue in reach, and what is sealed of it."""
    found = Concern.filter(await in_reach(by), id=concern_id)
    concern = await found.select_related(*RELATED, "rating").first()
    if concern is None:
        raise NotFound
    rating = concern.rating
    view = ConcernView(
        row=_row(concern),
        grade=rating.grade if rating else None,
        tags=split_tags(rating.tags) if rating else [],
        text=mask_personal_data(rating.text) if rating else "",
        reason=concern.reason,
        decided_at=concern.decided_at,
        actions=[str(one) for one in TABLE.actions_for(State(concern.state), Reader.READER)],
        version=concern.version,
    )
    return view, Sealed(concern.said_sealed, await Referral.get_or_none(concern_id=concern.id))


async def members(*, by: StaffMember) -> DeskMembers:
    """Who reads the named desks of the own bureau, and who could be named."""
    named = await DeskMember.filter(bureau_id=by.bureau_id).select_related("staff")
    colleagues = await Staff.filter(
        bureau_id=by.bureau_id, role=by.role, active=True, id__not=by.staff_id
    ).order_by("name")
    rows = [DeskMemberRow(one.desk, one.staff_id, one.staff.name, one.named_at) for one in named]
    rows.sort(key=lambda row: (row.desk, row.name))
    return DeskMembers(rows, [Colleague(one.id, one.name) for one in colleagues])


async def readers(concern: Concern) -> list[Staff]:
    """Who is told of a clue: the named readers of its desk, or the supervising bureau."""
    staff = Staff.filter(active=True, bureau_id=concern.bureau_id)
    if concern.desk in NAMED_DESKS:
        return await staff.filter(desks__desk=concern.desk).distinct()
    return await staff.filter(role__in=[Role.CITY_BUREAU, Role.COUNTY_BUREAU])


async def unread_desks(bureau_id: UUID) -> list[str]:
    """Named desks of a bureau that nobody is named for."""
    named = await DeskMember.filter(bureau_id=bureau_id, staff__active=True)
    there = {one.desk for one in named}
    return [desk for desk in NAMED_DESKS if desk not in there]


async def _desks(by: StaffMember) -> list[DeskState]:
    counted = (
        await Concern.filter(bureau_id=by.bureau_id, state=State.OPEN)
        .annotate(n=Count("id"))
        .group_by("desk")
        .values_list("desk", "n")
    )
    waiting = dict(counted)
    named = await DeskMember.filter(bureau_id=by.bureau_id, staff__active=True)
    return [
        DeskState(
            desk=desk,
            waiting=waiting.get(desk, 0),
            members=sum(one.desk == desk for one in named),
            mine=any(one.desk == desk and one.staff_id == by.staff_id for one in named),
        )
        for desk in NAMED_DESKS
    ]


def _row(concern: Concern) -> ConcernRow:
    window = concern.window
    return ConcernRow(
        id=concern.id,
        number=concern.number,
        kind=concern.kind,
        desk=concern.desk,
        state=concern.state,
        institution_name=concern.institution.name,
        window=f"{window.hall.name} {window.number}" if window else None,
        day=concern.day,
        ratings=concern.ratings,
        raised_at=concern.raised_at,
    )
