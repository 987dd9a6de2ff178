"""配套制度 and 复核机制: uploaded and filed by counties, put on record by the city (Art. 16)."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from msgspec import Meta, Struct

from actions.papers import filing_reminders, filings
from actions.papers.filings import MOST_BYTES
from handlers.endpoint import Call, File, Limit, Nothing, endpoint
from handlers.permissions import May
from queries.papers import filings as queries
from queries.papers.filings import Filings
from rules.actors import StaffMember
from rules.filings import DOCX, PDF

STEP_ERRORS = ("not_found", "not_allowed_now", "not_yours", "stale")
ENDINGS = {PDF: "pdf", DOCX: "docx"}


class FileWithCity(Struct, forbid_unknown_fields=True):
    title: Annotated[str, Meta(min_length=2, max_length=120)]
    effective_from: date


class ReturnFiling(Struct, forbid_unknown_fields=True):
    reason: Annotated[str, Meta(min_length=4, max_length=500)]


class RemindBureau(Struct, forbid_unknown_fields=True):
    bureau_id: UUID


@endpoint("GET", "/api/filings", may=May.BUREAU, gives=Filings)
async def list_filings(call: Call[StaffMember, None]) -> Filings:
    """What every county has filed for the city, the own papers for a county."""
    return await _listed(call)


@endpoint(
    "POST",
    "/api/filings/{kind}",
    may=May.COUNTY,
    gives=Filings,
    errors=("not_found", "no_document", "stale", "too_large"),
    raw_limit=MOST_BYTES,
    raw_type=PDF,
    limit=Limit(60, 3600),
    status=201,
)
async def upload_filing(call: Call[StaffMember, bytes], kind: str) -> Filings:
    """Upload a PDF or Word document as the next version: supporting_rules, review_procedure."""
    await filings.upload(kind=kind, content=call.body, by=call.by, now=call.now)
    return await _listed(call)


@endpoint(
    "GET", "/api/filings/{filing_id}/document", may=May.BUREAU, gives=File, errors=STEP_ERRORS
)
async def download_filing(call: Call[StaffMember, None], filing_id: UUID) -> File:
    """The document byte for byte; its name carries the beginning of its SHA-256."""
    found = await queries.file_of(filing_id, by=call.by)
    name = f"{found.kind}-v{found.version}-{found.hash[:12]}.{ENDINGS[found.media_type]}"
    return File(found.content, found.media_type, name)


@endpoint(
    "POST",
    "/api/filings/{filing_id}/file",
    may=May.COUNTY,
    takes=FileWithCity,
    gives=Filings,
    errors=STEP_ERRORS,
)
async def file_with_city(call: Call[StaffMember, FileWithCity], filing_id: UUID) -> Filings:
    """Hand an uploaded version to the city."""
    await filings.file(
        filing_id=filing_id,
        title=call.body.title,
        effective_from=call.body.effective_from,
        by=call.by,
        now=call.now,
    )
    return await _listed(call)


@endpoint(
    "POST",
    "/api/filings/{filing_id}/discard",
    may=May.COUNTY,
    gives=Filings,
    errors=STEP_ERRORS,
)
async def discard_filing(call: Call[StaffMember, Nothing], filing_id: UUID) -> Filings:
    """Put a version aside that was not filed yet."""
    await filings.discard(filing_id=filing_id, by=call.by, now=call.now)
    return await _listed(call)


@endpoint(
    "POST", "/api/filings/{filing_id}/accept", may=May.CITY, gives=Filings, errors=STEP_ERRORS
)
async def accept_filing(call: Call[StaffMember, Nothing], filing_id: UUID) -> Filings:
    """Put a filed version on record."""
    await filings.accept(filing_id=filing_id, by=call.by, now=call.now)
    return await _listed(call)


@endpoint(
    "POST",
    "/api/filings/{filing_id}/return",
    may=May.CITY,
    takes=ReturnFiling,
    gives=Filings,
    errors=STEP_ERRORS,
)
async def return_filing(call: Call[StaffMember, ReturnFiling], filing_id: UUID) -> Filings:
    """Return a filed version with a reason."""
    await filings.give_back(filing_id=filing_id, reason=call.body.reason, by=call.by, now=call.now)
    return await _listed(call)


@endpoint(
    "POST",
    "/api/filing-reminders",
    may=May.CITY,
    takes=RemindBureau,
    gives=Filings,
    errors=("nothing_owed", "reminded_lately", "stale"),
)
async def remind_of_filing(call: Call[StaffMember, RemindBureau]) -> Filings:
    """Remind a bureau of what it has not filed."""
    await filing_reminders.remind(
        bureau_id=call.body.bureau_id, by=call.by, deps=call.deps, now=call.now
    )
    return await _listed(call)


async def _listed(call: Call[StaffMember, Any]) -> Filings:
    return await queries.listed(by=call.by, rules=call.deps.rule_sets.at(call.now))
