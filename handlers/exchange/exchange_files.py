"""The exchange with the provincial system by file (Art. 10; 10-4)."""

from typing import Any
from uuid import UUID

from actions.exchange import files
from actions.exchange.files import MOST_BYTES
from handlers.endpoint import Call, Download, Limit, Nothing, endpoint
from handlers.permissions import May
from queries.exchange import exchange_files as queries
from queries.exchange.exchange_files import ExchangeFiles
from rules.actors import StaffMember

LINES = "application/x-ndjson"
OFTEN = Limit(60, 3600)


@endpoint("GET", "/api/province/files", may=May.CITY, gives=ExchangeFiles)
async def list_exchange_files(call: Call[StaffMember, None]) -> ExchangeFiles:
    """What waits to be told, and the files that went out and came in."""
    return await _listed(call)


@endpoint(
    "POST",
    "/api/province/files/export",
    may=May.CITY,
    gives=ExchangeFiles,
    errors=("exchange_no_keys", "exchange_nothing_to_tell"),
    status=201,
    limit=OFTEN,
)
async def export_exchange_file(call: Call[StaffMember, Nothing]) -> ExchangeFiles:
    """Have everything the province has not confirmed written into a signed file."""
    await files.export(by=call.by, deps=call.deps, now=call.now)
    return await _listed(call)


@endpoint(
    "POST",
    "/api/province/files/import",
    may=May.CITY,
    gives=ExchangeFiles,
    errors=("too_large", "exchange_no_keys", "exchange_file_broken", "exchange_file_foreign"),
    raw_limit=MOST_BYTES,
    raw_type=LINES,
    status=201,
    limit=OFTEN,
)
async def import_exchange_file(call: Call[StaffMember, bytes]) -> ExchangeFiles:
    """Take the province's answer to a file of ours, or what it holds of the city.

    The same file again changes nothing; a file that is not whole is refused as a whole.
    """
    await files.bring_in(content=call.body, by=call.by, deps=call.deps, now=call.now)
    return await _listed(call)


@endpoint(
    "GET",
    "/api/province/files/{file_id}/file",
    may=May.CITY,
    gives=Download,
    errors=("not_found", "exchange_no_keys", "exchange_file_not_ready"),
)
async def download_exchange_file(call: Call[StaffMember, None], file_id: UUID) -> Download:
    """A file of ours; a download that was cut off goes on where it stopped (Range)."""
    ready = await files.fetch(file_id=file_id, by=call.by, deps=call.deps, now=call.now)
    return Download(ready.name, LINES, ready.size, ready.sha256, ready.read)


async def _listed(call: Call[StaffMember, Any]) -> ExchangeFiles:
    keys = call.deps.gateways.province_files is not None
    return await queries.listed(by=call.by, keys=keys, now=call.now)
