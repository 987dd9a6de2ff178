"""Institutions as bureaus keep them: the tree, what each has, what happened to each (2-1 … 2-4)."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from msgspec import Struct
from tortoise.expressions import Q
from tortoise.functions import Count

from models import Institution, PlaceChange, ServiceItem, Staff, Window
from queries.places.place_history import PlaceFact, history, name_on, version_of
from rules.actors import Role, StaffMember
from rules.refusals import NotFound

A_PAGE = 50


class InstitutionRow(Struct, frozen=True):
    id: UUID
    code: str
    name: str
    level: str
    kind: str
    vertical: bool
    region_id: UUID
    region_name: str
    bureau_id: UUID
    bureau_name: str
    parent_id: UUID | None
    parent_name: str | None
    windows: int  # open ones
    items: int
    officers: int  # active accounts that serve at windows
    closed_at: datetime | None
    merged_into: str | None


class InstitutionPage(Struct, frozen=True):
    rows: list[InstitutionRow]
    total: int


class InstitutionView(Struct, frozen=True):
    """One institution; `name_on` is what it was called on the day that was asked for."""

    row: InstitutionRow
    version: int
    facts: list[PlaceFact]
    name_on: str


def in_reach(by: StaffMember) -> Q:
    """The city sees all, a county those it supervises (4-1)."""
    if by.role is Role.CITY_BUREAU:
        return Q(id__isnull=False)
    return Q(bureau_id=by.bureau_id)


async def institutions(
    *, by: StaffMember, page: int, search: str, closed: bool, region_id: UUID | None
) -> InstitutionPage:
    """A page of institutions by name or code, those that serve or those that are closed."""
    where = in_reach(by) & Q(closed_at__isnull=not closed)
    for word in search.split():
        where &= Q(name__contains=word) | Q(code__contains=word)
    if region_id:
        where &= Q(region_id=region_id)
    found = Institution.filter(where)
    rows = await found.order_by("name", "id").offset((page - 1) * A_PAGE).limit(A_PAGE)
    return InstitutionPage(rows=await _rows([one.id for one in rows]), total=await found.count())


async def institution(
    institution_id: UUID, *, by: StaffMember, on: date | None = None
) -> InstitutionView:
    """One institution in reach with what happened to it."""
    found = await Institution.filter(in_reach(by), id=institution_id).first()
    if found is None:
        raise NotFound
    facts = await history(by=by, institution_id=found.id)
    [row] = await _rows([found.id])
    named = name_on(on, facts, found.name) if on else found.name
    return InstitutionView(row=row, version=version_of(facts), facts=facts, name_on=named)


async def _rows(ids: list[UUID]) -> list[InstitutionRow]:
    rows = (
        await Institution.filter(id__in=ids)
        .order_by("name", "id")
        .select_related("region", "bureau", "parent")
    )
    windows = await _counts(Window, ids, closed_at=None)
    items = await _counts(ServiceItem, ids)
    officers = await _counts(Staff, ids, role=Role.OFFICER, active=True)
    mergers = PlaceChange.filter(institution_id__in=ids, what="merged")
    merged = dict(await mergers.values_list("institution_id", "after"))
    return [
        InstitutionRow(
            id=one.id,
            code=one.code,
            name=one.name,
            level=one.level,
            kind=one.kind,
            vertical=one.vertical,
            region_id=one.region_id,
            region_name=one.region.name,
            bureau_id=one.bureau_id,
            bureau_name=one.bureau.name,
            parent_id=one.parent_id,
            parent_name=one.parent.name if one.parent else None,
            windows=windows.get(one.id, 0),
            items=items.get(one.id, 0),
            officers=officers.get(one.id, 0),
            closed_at=one.closed_at,
            merged_into=str(merged[one.id]) if one.id in merged else None,
        )
        for one in rows
    ]


async def _counts(table: Any, ids: list[UUID], **only: Any) -> dict[UUID, int]:
    counted = (
        table.filter(institution_id__in=ids, **only)
        .annotate(count=Count("id"))
        .group_by("institution_id")
        .values_list("institution_id", "count")
    )
    return dict(await counted)
