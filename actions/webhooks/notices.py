"""Notices are written: when what they tell is on record, or listed from what the tables say.

Written twice they are one: unique on line and place. Art. 10 (10-1; docs/decisions/0065).
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID, uuid4, uuid5

import msgspec
from tortoise.expressions import F

from actions.webhooks.messages import (
    Data,
    KeyExpires,
    Notice,
    OrderChanged,
    Ping,
    RecordedService,
    RowMapped,
    ServicesRecorded,
)
from models import ComplaintStep, ExchangeReceived, PartnerKey, Watermark, Webhook, WebhookNotice
from rules.complaints import PARTNER
from rules.exchange import Receipt
from rules.partners import SEPARATOR
from rules.webhooks import Kind, warning
from rules.work_calendar import DAY

LISTED = "webhooks"
LOOK_BACK = timedelta(minutes=10)  # a row is committed after the moment it bears
SERVICES_A_NOTICE = 200
TOLD_ALIKE = (Receipt.TAKEN, Receipt.KNOWN, Receipt.REFUSED)


async def services_recorded(
    cases: Sequence[tuple[str, int]], *, partner_id: UUID, now: datetime
) -> None:
    """The services of a request are on record; nobody is told who has asked not to be.

    A request that was cut off before this is sent again by its partner, and told of then.
    """
    webhook = await Webhook.get_or_none(partner_id=partner_id)
    if webhook is None or Kind.SERVICES_RECORDED not in webhook.kinds.split(SEPARATOR):
        return
    made = []
    for first in range(0, len(cases), SERVICES_A_NOTICE):
        part = [RecordedService(*one) for one in cases[first : first + SERVICES_A_NOTICE]]
        number, service = part[0].project_number, part[0].service_number
        subject = f"{number} / {service}" + (f" +{len(part) - 1}" if part[1:] else "")
        made.append(
            _notice(webhook, Kind.SERVICES_RECORDED, subject, ServicesRecorded(part), now=now)
        )
    await WebhookNotice.bulk_create(made)


async def ping(webhook: Webhook, *, now: datetime) -> None:
    """A notice that says nothing."""
    await WebhookNotice.bulk_create([_notice(webhook, Kind.PING, "", Ping(), now=now)])


async def list_new(*, now: datetime) -> int:
    """Write notices for what happened since the last time, a day at a time; how many (10-1)."""
    webhooks = await Webhook.all().select_related("partner")
    mark = await Watermark.get_or_none(name=LISTED)
    since = mark.at if mark else now
    until = min(now, since + DAY)
    span = (since - LOOK_BACK, until)
    made = 0
    for one in webhooks:
        kinds = one.kinds.split(SEPARATOR)
        if one.partner.party == PARTNER:
            made += await _rows_mapped(one, span, now) if Kind.ROW_MAPPED in kinds else 0
            made += await _orders_changed(one, span, now) if Kind.ORDER_CHANGED in kinds else 0
        made += await _keys_expire(one, now) if Kind.KEY_EXPIRES in kinds else 0
    await Watermark.update_or_create(defaults={"at": until}, name=LISTED)
    return made + int(until < now)


async def _rows_mapped(webhook: Webhook, span: tuple[datetime, datetime], now: datetime) -> int:
    """Rows that were not dealt with when they were told: somebody has mapped them since."""
    done = ExchangeReceived.filter(party__name=PARTNER, state__in=TOLD_ALIKE)
    late = await done.filter(
        done_at__gt=max(span[0], webhook.made_at),
        done_at__lte=span[1],
        received_at__lt=F("done_at"),
    )
    made = []
    for row in late:
        kind, _, number = row.number.partition(":")
        data = RowMapped(number, kind, row.state)
        made.append(_notice(webhook, Kind.ROW_MAPPED, number, data, now=now, line=row.number))
    return await _add(made)


async def _orders_changed(webhook: Webhook, span: tuple[datetime, datetime], now: datetime) -> int:
    """The steps that are told back of the numbers the platform handed in (11-4)."""
    steps = ComplaintStep.filter(created_at__gt=span[0], created_at__lte=span[1])
    made = []
    of_order = ("source__order", "transition")
    for step in await steps.filter(transition__at__gte=webhook.made_at).select_related(*of_order):
        number = step.source.number
        data = OrderChanged(
            number, step.source.order.number, step.transition.after, step.transition.number
        )
        line, place = f"order {number}", step.place
        made.append(
            _notice(webhook, Kind.ORDER_CHANGED, number, data, now=now, line=line, place=place)
        )
    return await _add(made)


async def _keys_expire(webhook: Webhook, now: datetime) -> int:
    """The end of the key that is valid longest; one that follows it is no reason to worry."""
    keys = await PartnerKey.filter(partner_id=webhook.partner_id, revoked_at=None)
    if not keys or any(one.expires_at is None for one in keys):
        return 0
    last = max(keys, key=lambda one: one.expires_at or now)
    assert last.expires_at is not None
    place = warning(last.expires_at, now)
    if not place or last.expires_at <= now:
        return 0
    data = KeyExpires(last.key_id, last.expires_at)
    line = f"key {last.key_id}"
    notice = _notice(webhook, Kind.KEY_EXPIRES, last.key_id, data, now=now, line=line, place=place)
    return await _add([notice])


async def _add(made: list[WebhookNotice]) -> int:
    """Those that are not there yet; the unique constraint tells two at once."""
    there = WebhookNotice.filter(line__in=[one.line for one in made])
    known = set(await there.values_list("line", "place")) if made else set()
    new = [one for one in made if (one.line, one.place) not in known]
    await WebhookNotice.bulk_create(new, ignore_conflicts=True)
    return len(new)


def _notice(
    webhook: Webhook,
    kind: Kind,
    subject: str,
    data: Data,
    *,
    now: datetime,
    line: str = "",
    place: int = 1,
) -> WebhookNotice:
    """Without a `line` it waits for no other."""
    row = uuid4()
    return WebhookNotice(
        id=row,
        webhook_id=webhook.id,
        kind=kind,
        subject=subject[:80],
        line=uuid5(webhook.id, line) if line else row,
        place=place,
        body=msgspec.json.encode(Notice(row, kind, now, data)).decode(),
        state="queued",
        created_at=now,
        queued_at=now,
        turn_at=now,
    )
