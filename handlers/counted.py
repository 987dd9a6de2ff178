"""One row that a partner told by itself, counted for the page of the partner."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from actions.services.contacts import RefusedRow
from handlers.endpoint import Call
from rules.actors import Partner
from rules.refusals import Refused


@asynccontextmanager
async def one_row(call: Call[Partner, Any], endpoint: str, number: str) -> AsyncIterator[None]:
    """Count the row `number` as taken in, or list it with the reason it is refused for."""
    counts, partner_id = call.deps.contacts, call.by.partner_id
    try:
        yield
    except Refused as refusal:
        row = RefusedRow(number, refusal.code)
        counts.note_refused(partner_id, endpoint, row, now=call.now)
        raise
    counts.note_rows(partner_id, endpoint, good=1, bad=(), now=call.now)
