"""What every county has filed with the city, and what not (Art. 16; 12-3, 16-1, 16-2)."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from msgspec import Struct

from models import Bureau, Filing, FilingReminder, Staff
from rules.actors import Role, StaffMember
from rules.filings import SHOWN_TO_CITY, TABLE, Kind, Side, State, again_at, is_owed, standing
from rules.refusals import NotFound
from rules.rule_set import RuleSet


class FilingView(Struct, frozen=True):
    """One version; `actions` are what the caller may do with it now."""

    id: UUID
    version: int
    state: str  # draft, filed, accepted, returned, discarded
    title: str
    effective_from: date | None
    media_type: str
    size: int
    hash: str  # SHA-256 of the file
    uploaded_by: str
    uploaded_at: datetime
    filed_at: datetime | None
    decided_by: str | None
    decided_at: datetime | None
    reason: str
    actions: list[str]


class Paper(Struct, frozen=True):
    """One kind of paper of one bureau; `state` is missing, filed, accepted or returned."""

    kind: str
    state: str
    owed: bool  # nothing lies with the city
    versions: list[FilingView]


class BureauFilings(Struct, frozen=True):
    """`remind_from` is when the city may remind it again; None while nothing is owed."""

    bureau_id: UUID
    bureau_name: str
    papers: list[Paper]
    reminders: int
    reminded_at: datetime | None
    remind_from: datetime | None


class Filings(Struct, frozen=True):
    rows: list[BureauFilings]


class FilingFile(Struct, frozen=True):
    """The document as it was uploaded."""

    content: bytes
    media_type: str
    kind: str
    version: int
    hash: str


def reach(by: StaffMember) -> dict[str, Any]:
    """Of the city what was filed with it, of a county what is its own."""
    if by.role is Role.CITY_BUREAU:
        return {"state__in": list(SHOWN_TO_CITY)}
    return {"bureau_id": by.bureau_id}


def owing(by: StaffMember) -> dict[str, Any]:
    """The bureaus that have to file, as far as the caller sees them."""
    own = {} if by.role is Role.CITY_BUREAU else {"id": by.bureau_id}
    return {"level": "county", **own}


async def owed(*, by: StaffMember) -> list[tuple[Bureau, list[Kind]]]:
    """Every bureau that owes the city a paper, with what it owes (12-3, 16-1)."""
    states: dict[tuple[UUID, str], list[State]] = {}
    rows = Filing.all().values_list("bureau_id", "kind", "state")
    for bureau_id, kind, state in await rows:
        states.setdefault((bureau_id, kind), []).append(State(state))
    found = []
    for bureau in await Bureau.filter(**owing(by)).order_by("region__code"):
        kinds = [one for one in Kind if is_owed(states.get((bureau.id, one), []))]
        if kinds:
            found.append((bureau, kinds))
    return found


async def listed(*, by: StaffMember, rules: RuleSet) -> Filings:
    """Every county for the city, the own bureau for a county."""
    columns = [one for one in Filing._meta.fields_db_projection if one != "content"]
    filings = await Filing.filter(**reach(by)).only(*columns).order_by("-version")
    names = {row["id"]: row["name"] for row in await Staff.all().values("id", "name")}
    reminders = await FilingReminder.all().order_by("number")
    last = {one.bureau_id: one for one in reminders}
    return Filings(
        [
            _bureau(
                bureau,
                _papers([one for one in filings if one.bureau_id == bureau.id], names, by),
                last.get(bureau.id),
                rules,
            )
            for bureau in await Bureau.filter(**owing(by)).order_by("region__code")
        ]
    )


async def file_of(filing_id: UUID, *, by: StaffMember) -> FilingFile:
    """A document within reach, byte for byte (16-2)."""
    found = await Filing.get_or_none(**reach(by), id=filing_id)
    if found is None:
        raise NotFound
    content = bytes(found.content)
    return FilingFile(content, found.media_type, found.kind, found.version, found.hash)


def _bureau(
    bureau: Bureau, papers: list[Paper], last: FilingReminder | None, rules: RuleSet
) -> BureauFilings:
    owes = any(one.owed for one in papers)
    return BureauFilings(
        bureau_id=bureau.id,
        bureau_name=bureau.name,
        papers=papers,
        reminders=last.number if last else 0,
        reminded_at=last.sent_at if last else None,
        remind_from=again_at(last.sent_at, rules) if owes and last else None,
    )


def _papers(filings: list[Filing], names: dict[UUID, str], by: StaffMember) -> list[Paper]:
    papers = []
    for kind in Kind:
        own = [one for one in filings if one.kind == kind]
        states = [State(one.state) for one in own]
        shown = [_view(one, names, by) for one in own if one.state != State.DISCARDED]
        papers.append(Paper(kind, standing(states), is_owed(states), shown))
    return papers


def _view(one: Filing, names: dict[UUID, str], by: StaffMember) -> FilingView:
    side = Side.CITY if by.role is Role.CITY_BUREAU else Side.COUNTY
    return FilingView(
        id=one.id,
        version=one.version,
        state=one.state,
        title=one.title,
        effective_from=one.effective_from,
        media_type=one.media_type,
        size=one.size,
        hash=one.hash,
        uploaded_by=names.get(one.uploaded_by_id, ""),
        uploaded_at=one.uploaded_at,
        filed_at=one.filed_at,
        decided_by=names.get(one.decided_by_id) if one.decided_by_id else None,
        decided_at=one.decided_at,
        reason=one.reason,
        actions=list(TABLE.actions_for(State(one.state), side)),
    )
