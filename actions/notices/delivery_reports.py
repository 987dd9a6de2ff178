"""What the SMS gateway reports about messages handed over to it (Art. 11; 11-7, 11-8)."""

from datetime import datetime

from actions.dependencies import Dependencies
from actions.orders.cases import note_delivered
from gateways.sms import DeliveryReport
from models import Delivery


async def collect(*, deps: Dependencies, now: datetime) -> int:
    """Ask the gateway for its reports and write them down; how many there were.

    A feedback that reached the citizen's phone starts the clock of closing by silence. A report
    that is lost on the way leaves the case open: then only a call or the citizen ends it.
    """
    sms = deps.gateways.sms
    if sms is None or not sms.gives_reports:
        return 0
    reports = await sms.fetch_reports()
    for report in reports:
        await _write_down(report, deps=deps, now=now)
    return len(reports)


async def _write_down(report: DeliveryReport, *, deps: Dependencies, now: datetime) -> None:
    handed_over = Delivery.filter(supplier_id=report.message_id, outcome="handed_over")
    delivery = await handed_over.select_related("message").first()
    if delivery is None:
        return  # not ours, or reported before
    outcome = "delivered" if report.delivered else "undelivered"
    await Delivery.filter(id=delivery.id).update(outcome=outcome, code=report.code)
    if report.delivered and delivery.message.topic == "feedback":
        assert delivery.message.order_id is not None
        await note_delivered(order_id=delivery.message.order_id, deps=deps, now=now)
