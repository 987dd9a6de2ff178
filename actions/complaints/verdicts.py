"""Who complained on the platform says there whether it is solved (Art. 11; 11-4, 11-8)."""

from datetime import datetime

from actions.dependencies import Dependencies
from actions.exchange import received
from actions.exchange.received import Unclear
from actions.orders import cases
from models import ExchangeReceived, OrderSource
from rules.complaints import read_verdict
from rules.exchange import Agreement, FieldMissing, Held, Receipt, UnknownCode
from rules.refusals import NotAllowedNow, Stale
from rules.sources import Source

ANSWERED_HERE = "answered_here"


async def take(
    row: ExchangeReceived, agreement: Agreement, *, deps: Dependencies, now: datetime
) -> None:
    """Close or reopen the order, as its evaluator would here; raises `Unclear` (11-8).

    Where the evaluator is ours, it is for the evaluator to say so here: then it is refused.
    """
    try:
        said = read_verdict(received.told_of(row, deps.keys), agreement)
    except UnknownCode as error:
        raise Unclear(Held.CODE_UNKNOWN, error.table, error.code) from error
    except FieldMissing as error:
        raise Unclear(Held.FIELD_MISSING, error.field) from error
    except ValueError as error:
        raise Unclear(Held.UNREADABLE) from error
    joined = OrderSource.filter(source=Source.COMPLAINT_PLATFORM, number=said.about)
    source = await joined.select_related("order__rating").first()
    if source is None:
        raise Unclear(Held.ORDER_UNKNOWN)
    order = source.order
    if order.rating.partner_id != row.party_id:
        await received.done(row, Receipt.REFUSED, error=ANSWERED_HERE, now=now)
        return
    try:
        await cases.answer_told(
            order_id=order.id, answer=said.verdict, text=said.text, deps=deps, now=now
        )
    except (NotAllowedNow, Stale) as error:
        raise Unclear(Held.NOT_NOW) from error
    await received.done(row, Receipt.TAKEN, rating_id=order.rating_id, now=now)
