"""The exchange with the complaint platform, as the city bureau sees and mends it (Art. 11)."""

from msgspec.structs import replace

from actions.complaints import files
from actions.exchange import party
from handlers.channels.intake_complaints import (
    PlatformAnswer,
    PlatformRowAnswer,
    answers_to,
    summed,
    unreadable,
)
from handlers.endpoint import Call, File, endpoint
from handlers.exchange import held
from handlers.exchange.held import CodePair, Replay
from handlers.permissions import May
from queries.exchange import complaints as queries
from queries.exchange.complaints import ComplaintOverview
from queries.exchange.province import Quarantine
from rules.actors import StaffMember
from rules.complaints import PARTNER

CSV = "text/csv; charset=utf-8"
MOST_BYTES = 4_000_000


@endpoint("GET", "/api/complaints", may=May.CITY, gives=ComplaintOverview)
async def show_complaints(call: Call[StaffMember, None]) -> ComplaintOverview:
    """Last contact with the complaint platform, what is wrong, how much came and went."""
    return await queries.overview(
        by=call.by,
        connected=call.deps.gateways.complaints is not None,
        agreement=await party.agreement(deps=call.deps, now=call.now, partner=PARTNER),
        now=call.now,
    )


@endpoint("GET", "/api/complaints/quarantine", may=May.CITY, gives=Quarantine)
async def list_complaints_held(call: Call[StaffMember, None]) -> Quarantine:
    """Rows of the complaint platform that were put aside, by their reason."""
    return await held.shown(call, PARTNER)


@endpoint(
    "POST",
    "/api/complaints/codes",
    may=May.CITY,
    takes=CodePair,
    gives=Quarantine,
    errors=("exchange_table_unknown", "exchange_pair_there"),
    status=201,
)
async def map_complaint_code(call: Call[StaffMember, CodePair]) -> Quarantine:
    """Add a pair of codes of the platform; what waited for it goes on at once."""
    return await held.mapped(call, PARTNER)


@endpoint(
    "POST",
    "/api/complaints/replay",
    may=May.CITY,
    takes=Replay,
    gives=Quarantine,
    errors=("nothing_held",),
)
async def replay_complaints(call: Call[StaffMember, Replay]) -> Quarantine:
    """Deal again with what was put aside for one reason."""
    return await held.replayed(call, PARTNER)


@endpoint("GET", "/api/complaints/steps", may=May.CITY, gives=File)
async def export_complaint_steps(call: Call[StaffMember, None]) -> File:
    """The steps the platform has not confirmed, as a CSV file to be carried there."""
    content = await files.waiting_steps(by=call.by, deps=call.deps, now=call.now)
    return File(content, CSV, "complaint-steps.csv", attached=True)


@endpoint(
    "POST",
    "/api/complaints/file",
    may=May.CITY,
    gives=PlatformAnswer,
    errors=("complaint_file_unreadable", "too_large"),
    raw_limit=MOST_BYTES,
    raw_type="text/csv",
)
async def import_complaint_file(call: Call[StaffMember, bytes]) -> PlatformAnswer:
    """Ratings, orders, verdicts and receipts of the platform from a CSV file, as by wire."""
    rows = list(enumerate(files.read(call.body), 1))
    told = [one for one in rows if one[1]["kind"] != files.RECEIPT]
    receipts = [one for one in rows if one[1]["kind"] == files.RECEIPT]
    found = await answers_to([row for _, row in told], deps=call.deps, now=call.now)
    states = await files.confirm(
        [row for _, row in receipts], by=call.by, deps=call.deps, now=call.now
    )
    answers = [replace(one, row=place) for (place, _), one in zip(told, found, strict=True)]
    answers += [
        PlatformRowAnswer(row=place, number=row["number"], state=state)
        if state
        else unreadable(place, row)
        for (place, row), state in zip(receipts, states, strict=True)
    ]
    return summed(sorted(answers, key=lambda one: one.row))
