"""The queue machine of the demo city is told of what it brought in, at its stand-in."""

from datetime import datetime, timedelta
from random import Random
from uuid import uuid4

import httpx
import msgspec

from actions.dependencies import Dependencies
from actions.webhooks import keeping
from actions.webhooks.keeping import Wish
from actions.webhooks.messages import Notice, RecordedService, ServicesRecorded
from models import Partner, ServiceRecord, Webhook, WebhookNotice, WebhookTry
from rules.webhooks import CHOSEN, Kind, Scheme, State
from server.demo.calls import Exchange
from server.demo.members import by_login
from server.demo.partners import QUEUE_MACHINE

SECONDS = 30.0
PAST = 24  # notices of before
BUSY = 4  # one in so many arrives at the second try
UNHEARD = 7  # the one nobody took, and how often it was tried


async def listen(*, at: Exchange, deps: Dependencies, now: datetime) -> None:
    """Once: where it is told, with notices of the past; the stand-in checks with its secret."""
    machine = await Partner.get(keys__key_id=QUEUE_MACHINE)
    if await Webhook.exists(partner_id=machine.id):
        return
    secret = await keeping.save(
        partner_id=machine.id,
        version=0,
        wish=Wish(f"{at.sandbox}/partner/notices", sorted(CHOSEN), Scheme.OWN),
        by=await by_login("city"),
        deps=deps,
        now=now,
    )
    async with httpx.AsyncClient(base_url=at.sandbox, timeout=SECONDS) as http:
        (await http.post("/partner/_secret", json={"secret": secret})).raise_for_status()
    webhook = await Webhook.get(partner_id=machine.id)
    served = ServiceRecord.filter(source="queue_machine", ended_at__lt=now - timedelta(hours=1))
    rng = Random(1)
    for place, one in enumerate(await served.order_by("-ended_at", "id").limit(PAST)):
        await _past(webhook, one, place, rng)
    await Webhook.filter(id=webhook.id).update(answered_at=now)


async def _past(webhook: Webhook, service: ServiceRecord, place: int, rng: Random) -> None:
    """One notice as its sending went: at once, at the second try, or never."""
    made, at = uuid4(), service.ended_at + timedelta(seconds=rng.randint(2, 9))
    told = RecordedService(service.project_number, service.service_number)
    said = Notice(made, Kind.SERVICES_RECORDED, at, ServicesRecorded([told]))
    answers = [503, 204] if place % BUSY == 1 else [204]
    lost = place == UNHEARD
    tries = [
        WebhookTry(
            id=uuid4(),
            notice_id=made,
            at=at + timedelta(seconds=1 if not number else 20 * 2**number),
            status=None if lost else status,
            milliseconds=10_000 if lost else rng.randint(18, 240),
            error="timeout" if lost else "",
        )
        for number, status in enumerate([0] * UNHEARD if lost else answers)
    ]
    last = tries[-1]
    await WebhookNotice.create(
        id=made,
        webhook_id=webhook.id,
        kind=Kind.SERVICES_RECORDED,
        subject=f"{told.project_number} / {told.service_number}",
        line=uuid4(),
        place=1,
        body=msgspec.json.encode(said).decode(),
        state=State.GIVEN_UP if lost else State.SENT,
        attempts=len(tries),
        created_at=at,
        queued_at=at,
        turn_at=last.at,
        tried_at=last.at,
        done_at=last.at,
        status=last.status,
        milliseconds=last.milliseconds,
        error=last.error,
    )
    await WebhookTry.bulk_create(tries)
