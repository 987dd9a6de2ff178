"""Bulletins, their publication, and what they suggest (Art. 13, 15)."""

from typing import Annotated, Literal
from uuid import UUID

import msgspec
from msgspec import Meta, Struct

from actions import accountability, bulletin_files, bulletins
from handlers.endpoint import Call, File, Limit, Nothing, endpoint
from handlers.permissions import May
from queries import bulletins as queries
from queries.bulletin_content import BulletinContent
from queries.bulletins import (
    AccountabilityCases,
    Bulletins,
    BulletinView,
    PublicBulletin,
    PublicBulletins,
)
from rules.actors import Actor, StaffMember

Period = Annotated[str, Meta(pattern=r"^20\d\d-(0[1-9]|1[0-2])$")]
Note = Annotated[str, Meta(max_length=500)]
Form = Literal["pdf", "xlsx", "csv", "json"]
PUBLIC = Limit(600, 60, "address")
MEDIA = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}


class PeriodQuery(Struct, frozen=True):
    period: Period


class CompileBulletin(Struct, forbid_unknown_fields=True):
    """`note` says what a later version corrects; `recipients` whom it is sent and copied to."""

    period: Period
    note: Note = ""
    recipients: Annotated[str, Meta(max_length=300)] = ""


class FileQuery(Struct, frozen=True):
    form: Form


class Decide(Struct, forbid_unknown_fields=True):
    decision: Literal["no_action", "talk", "referred"]
    reason: Note
    impact: Note = ""


@endpoint("GET", "/api/bulletins", may=May.BUREAU, gives=Bulletins)
async def list_bulletins(call: Call[StaffMember, None]) -> Bulletins:
    """Every version of every period in reach."""
    return await queries.listed(by=call.by)


@endpoint(
    "GET",
    "/api/bulletins/preview",
    may=May.BUREAU,
    takes=PeriodQuery,
    gives=BulletinContent,
    errors=("period_open",),
)
async def preview_bulletin(call: Call[StaffMember, PeriodQuery]) -> BulletinContent:
    """What compiling a period would freeze now."""
    compiled = await bulletins.preview(
        period=call.body.period, by=call.by, deps=call.deps, now=call.now
    )
    return compiled.content


@endpoint(
    "POST",
    "/api/bulletins",
    may=May.BUREAU,
    takes=CompileBulletin,
    gives=BulletinView,
    errors=("period_open", "note_missing", "stale"),
    status=201,
)
async def compile_bulletin(call: Call[StaffMember, CompileBulletin]) -> BulletinView:
    """Freeze a period as the next version of the own bureau's bulletin (13-3)."""
    made = await bulletins.compile_(
        period=call.body.period,
        note=call.body.note,
        recipients=call.body.recipients,
        by=call.by,
        deps=call.deps,
        now=call.now,
    )
    return await queries.one(made, by=call.by)


@endpoint(
    "GET",
    "/api/bulletins/{bulletin_id}",
    may=May.BUREAU,
    gives=BulletinView,
    errors=("not_found",),
)
async def show_bulletin(call: Call[StaffMember, None], bulletin_id: UUID) -> BulletinView:
    """One version with its whole content."""
    return await queries.one(bulletin_id, by=call.by)


@endpoint(
    "POST",
    "/api/bulletins/{bulletin_id}/publish",
    may=May.BUREAU,
    gives=BulletinView,
    errors=("not_found", "same_person", "not_allowed_now", "stale"),
)
async def publish_bulletin(call: Call[StaffMember, Nothing], bulletin_id: UUID) -> BulletinView:
    """Publish what a colleague compiled."""
    await bulletins.publish(bulletin_id=bulletin_id, by=call.by, deps=call.deps, now=call.now)
    return await queries.one(bulletin_id, by=call.by)


@endpoint(
    "POST",
    "/api/bulletins/{bulletin_id}/discard",
    may=May.BUREAU,
    gives=BulletinView,
    errors=("not_found", "not_allowed_now", "stale"),
)
async def discard_bulletin(call: Call[StaffMember, Nothing], bulletin_id: UUID) -> BulletinView:
    """Put a compiled version aside."""
    await bulletins.discard(bulletin_id=bulletin_id, by=call.by, deps=call.deps, now=call.now)
    return await queries.one(bulletin_id, by=call.by)


@endpoint(
    "GET",
    "/api/bulletins/{bulletin_id}/file",
    may=May.BUREAU,
    takes=FileQuery,
    gives=File,
    errors=("not_found",),
)
async def download_bulletin(call: Call[StaffMember, FileQuery], bulletin_id: UUID) -> File:
    """The bulletin for offices as a file; asked for again, the same bytes."""
    view = await queries.one(bulletin_id, by=call.by)
    content, brief = view.content, view.brief
    rendered = await _rendered(
        call, content, brief.version, recipients=brief.recipients, hash=brief.hash
    )
    return _file(rendered, call.body.form, content, brief.version)


@endpoint("GET", "/api/results/bulletins", may=May.ANYONE, gives=PublicBulletins, limit=PUBLIC)
async def list_public_bulletins(call: Call[Actor, None]) -> PublicBulletins:
    """Published bulletins, newest first; older versions stay readable (13-6)."""
    return await queries.published(by=call.by)


@endpoint(
    "GET",
    "/api/results/bulletins/{bulletin_id}",
    may=May.ANYONE,
    gives=PublicBulletin,
    errors=("not_found",),
    limit=PUBLIC,
)
async def show_public_bulletin(call: Call[Actor, None], bulletin_id: UUID) -> PublicBulletin:
    """A published bulletin with small numbers kept back (13-4)."""
    return await queries.published_one(bulletin_id, by=call.by)


@endpoint(
    "GET",
    "/api/results/bulletins/{bulletin_id}/file",
    may=May.ANYONE,
    takes=FileQuery,
    gives=File,
    errors=("not_found",),
    limit=Limit(60, 60, "address"),
)
async def download_public_bulletin(call: Call[Actor, FileQuery], bulletin_id: UUID) -> File:
    """A published bulletin as a file."""
    view = await queries.published_one(bulletin_id, by=call.by)
    content, brief = view.content, view.brief
    rendered = await _rendered(call, content, brief.version, recipients="", hash=brief.hash)
    return _file(rendered, call.body.form, content, brief.version)


@endpoint("GET", "/api/accountability", may=May.BUREAU, gives=AccountabilityCases)
async def list_accountability(call: Call[StaffMember, None]) -> AccountabilityCases:
    """What ranks and failed rectification suggest; people decide (15-1)."""
    return await queries.accountability(by=call.by)


@endpoint(
    "POST",
    "/api/accountability/{case_id}/decide",
    may=May.BUREAU,
    takes=Decide,
    gives=AccountabilityCases,
    errors=("not_found", "reason_missing", "stale"),
)
async def decide_accountability(
    call: Call[StaffMember, Decide], case_id: UUID
) -> AccountabilityCases:
    """Decide on a suggestion, with the reason and the harm that was done (15-2)."""
    await accountability.decide(
        case_id=case_id,
        decision=call.body.decision,
        impact=call.body.impact,
        reason=call.body.reason,
        by=call.by,
        now=call.now,
    )
    return await queries.accountability(by=call.by)


async def _rendered(
    call: Call[Actor, FileQuery] | Call[StaffMember, FileQuery],
    content: BulletinContent,
    version: int,
    *,
    recipients: str,
    hash: str,
) -> bytes:
    form = call.body.form
    if form == "json":
        return msgspec.json.format(msgspec.json.encode(content, order="deterministic"), indent=1)
    if form == "csv":
        return bulletin_files.csv_of(content)
    if form == "xlsx":
        book: bytes = await call.deps.in_worker(bulletin_files.xlsx_of, content)
        return book
    sheet: bytes = await call.deps.in_worker(_pdf, content, version, recipients, hash)
    return sheet


def _pdf(content: BulletinContent, version: int, recipients: str, hash: str) -> bytes:
    return bulletin_files.pdf_of(content, version=version, recipients=recipients, hash=hash)


def _file(rendered: bytes, form: str, content: BulletinContent, version: int) -> File:
    return File(rendered, MEDIA[form], f"bulletin-{content.period}-v{version}.{form}")
