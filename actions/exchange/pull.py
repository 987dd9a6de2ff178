"""What the province holds of our city is fetched and kept; `take` deals with it (10-2).

A page is kept in the commit that moves the cursor on, so that a crash neither loses nor repeats
one; what is told twice has the same number and is one row. Dealing with a row is apart from that
and can be done again.
"""

from datetime import datetime

from tortoise.transactions import in_transaction

from actions.dependencies import Dependencies
from actions.exchange import party as parties
from actions.exchange import received
from gateways.errors import GatewayError
from gateways.province import Page
from models import ExchangeParty, Watermark

PAGE = 500
FETCHED = "exchange_fetched"  # when the last page came; not there while more of them come


async def fetch(*, deps: Dependencies, now: datetime) -> int:
    """Fetch the next page and keep it; how many rows were new (10-2).

    Does nothing while the province rests after a failure.
    """
    gateway, party = deps.gateways.province, await parties.province()
    if gateway is None or parties.is_resting(party, now):
        return 0
    try:
        page = await gateway.pull(party.cursor, PAGE)
    except GatewayError as error:
        await parties.note_failure(party, error, now=now)
        return 0
    kept = await _keep(page, party, deps=deps, now=now)
    await parties.note_answer(party, now=now)
    return kept + int(page.more)


async def _keep(page: Page, party: ExchangeParty, *, deps: Dependencies, now: datetime) -> int:
    """The rows of a page and the cursor behind it, in one transaction."""
    told = {one.number: one.fields for one in page.rows}
    async with in_transaction():
        new = await received.keep(party.id, told, keys=deps.keys, now=now)
        await ExchangeParty.filter(id=party.id).update(cursor=page.cursor, fetched_at=now)
        if page.more:
            await Watermark.filter(name=FETCHED).delete()
        else:
            await Watermark.update_or_create(defaults={"at": now}, name=FETCHED)
    return new
