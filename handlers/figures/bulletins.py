"""Bulletins and their publication (Art. 13)."""

from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

from actions.dependencies import Dependencies
from actions.figures import bulletin_files, bulletins, open_data
from actions.figures.bulletin_files import Imprint
from actions.figures.open_data import OpenData
from handlers.endpoint import Call, File, Limit, Nothing, endpoint
from handlers.permissions import May
from queries.figures import bulletins as queries
from queries.figures.bulletin_content import BulletinContent
from queries.figures.bulletins import Bulletins, BulletinView, PublicBulletin, PublicBulletins
from rules.actors import Actor, StaffMember

Period = Annotated[str, Meta(pattern=r"^20\d\d-(0[1-9]|1[0-2])$")]
Note = Annotated[str, Meta(max_length=500)]
Addressees = Annotated[str, Meta(max_length=300)]
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
    """`note` says what a later version corrects; `recipients` is 报送, `copied_to` 抄送 (C-2)."""

    period: Period
    note: Note = ""
    recipients: Addressees = ""
    copied_to: Addressees = ""


class FileQuery(Struct, frozen=True):
    form: Form


@endpoint("GET", "/api/bulletins", may=May.BULLETINS, gives=Bulletins)
async def list_bulletins(call: Call[StaffMember, None]) -> Bulletins:
    """Every version of every period in reach."""
    return await queries.listed(by=call.by, now=call.now)


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
        copied_to=call.body.copied_to,
        by=call.by,
        deps=call.deps,
        now=call.now,
    )
    return await queries.one(made, by=call.by)


@endpoint(
    "GET",
    "/api/bulletins/{bulletin_id}",
    may=May.BULLETINS,
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
    may=May.BULLETINS,
    takes=FileQuery,
    gives=File,
    errors=("not_found",),
)
async def download_bulletin(call: Call[StaffMember, FileQuery], bulletin_id: UUID) -> File:
    """The bulletin for offices as a file; asked for again, the same bytes."""
    view = await queries.one(bulletin_id, by=call.by)
    brief = view.brief
    imprint = Imprint(brief.version, brief.hash, brief.recipients, brief.copied_to)
    return await _rendered(call.body.form, view.content, imprint, call.deps)


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
    imprint = Imprint(view.brief.version, view.brief.hash)
    return await _rendered(call.body.form, view.content, imprint, call.deps)


@endpoint(
    "GET",
    "/api/results/bulletins/{bulletin_id}/data",
    may=May.ANYONE,
    gives=OpenData,
    errors=("not_found",),
    limit=PUBLIC,
)
async def describe_open_data(call: Call[Actor, None], bulletin_id: UUID) -> OpenData:
    """The open data of a published bulletin: checksums, and what each column means."""
    view = await queries.published_one(bulletin_id, by=call.by)
    return open_data.described(view.content)


@endpoint("GET", "/api/results/dictionary", may=May.ANYONE, gives=File, limit=PUBLIC)
async def download_dictionary(call: Call[Actor, None]) -> File:
    """The data dictionary of the open data, as CSV."""
    return File(open_data.dictionary_csv(), MEDIA["csv"], "data-dictionary.csv")


async def _rendered(
    form: Form, content: BulletinContent, imprint: Imprint, deps: Dependencies
) -> File:
    name = f"bulletin-{content.period}-v{imprint.version}.{form}"
    return File(await _bytes_of(form, content, imprint, deps), MEDIA[form], name)


async def _bytes_of(
    form: Form, content: BulletinContent, imprint: Imprint, deps: Dependencies
) -> bytes:
    if form == "json":
        return bulletin_files.json_of(content)
    if form == "csv":
        return bulletin_files.csv_of(content)
    if form == "xlsx":
        book: bytes = await deps.in_worker(bulletin_files.xlsx_of, content)
        return book
    sheet: bytes = await deps.in_worker(bulletin_files.pdf_of, content, imprint)
    return sheet
