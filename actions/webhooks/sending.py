"""Notices leave: claim, call, record (Art. 10; 10-1, docs/decisions/0065).

A partner that does not answer rests, and what waits for it waits in its order; others wait for
nobody. After a day without one answer it counts as away: one notice an hour asks for it, and the
first that arrives sets everything going again.
"""

import asyncio
import random
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import uuid4

from tortoise.expressions import Q

from actions.dependencies import Dependencies
from actions.outbox import RetryPolicy
from actions.sql import webhooks as sql
from actions.webhooks.signing import NoSharedSecret, headers
from gateways.webhooks import Attempt
from models import Webhook, WebhookNotice, WebhookTry
from rules.webhooks import FIRST_WAIT, LONGEST_WAIT, Paused, State, is_away

LEASE = timedelta(minutes=2)
AT_A_TIME = 5
RETRY = RetryPolicy(first=FIRST_WAIT, longest=LONGEST_WAIT)
MOST_DOUBLINGS = 20
MOST_TRIES = 30  # kept of one notice


async def send_due(*, deps: Dependencies, now: datetime) -> int:
    """Send what is due, some of each partner at once; how many arrived. Art. 10 (10-1).

    Nothing goes to a partner that rests, is paused by hand, or whose data we do not take.
    """
    awake = Q(retry_at=None) | Q(retry_at__lte=now)
    there = Webhook.filter(awake, partner__suspended_at=None).exclude(paused=Paused.BY_HAND)
    return sum(await asyncio.gather(*(_send_some(one, deps, now) for one in await there)))


async def give_up(*, deps: Dependencies, now: datetime) -> int:
    """Notices that were tried for as long as the rule set says, or waited so long; how many."""
    hours = deps.rule_sets.at(now).webhook_hours.value
    over = WebhookNotice.filter(state=State.QUEUED, queued_at__lte=now - timedelta(hours=hours))
    return await over.update(state=State.GIVEN_UP, done_at=now)


async def _send_some(webhook: Webhook, deps: Dependencies, now: datetime) -> int:
    most = 1 if webhook.paused else AT_A_TIME
    claimed = await sql.claim(webhook.id, lease=now + LEASE, now=now, most=most)
    if not claimed:
        return 0
    notices = await WebhookNotice.filter(id__in=claimed)
    attempts = await asyncio.gather(*(_try(one, webhook, deps, now) for one in notices))
    for notice, attempt in zip(notices, attempts, strict=True):
        await _record(notice, attempt, now)
    await _keep(notices, attempts, now)
    arrived = sum(one.arrived for one in attempts)
    if arrived or not any(one.away for one in attempts):
        await _answered(webhook, now)
    else:
        await _failed(webhook, next(one for one in attempts if one.away), now)
    return arrived


async def _try(
    notice: WebhookNotice, webhook: Webhook, deps: Dependencies, now: datetime
) -> Attempt:
    try:
        signed = await headers(notice, webhook, keys=deps.keys, now=now)
    except NoSharedSecret:
        return Attempt(0, error="no_shared_secret", away=True)
    return await deps.gateways.webhooks.send(webhook.address, signed, notice.body.encode())


async def _record(notice: WebhookNotice, attempt: Attempt, now: datetime) -> None:
    """What came of it; it is still the caller's, or somebody else's by now."""
    told = {"status": attempt.status, "milliseconds": attempt.milliseconds, "tried_at": now}
    mine = WebhookNotice.filter(id=notice.id, state=State.SENDING, attempts=notice.attempts)
    if attempt.arrived:
        await mine.update(state=State.SENT, done_at=now, error="", **told)
        return
    wait = timedelta(0)  # the whole partner rests
    if not attempt.away:
        wait = RETRY.wait(min(notice.attempts, MOST_DOUBLINGS), random.random())  # noqa: S311
    await mine.update(state=State.QUEUED, turn_at=now + wait, error=attempt.error[:40], **told)


async def _keep(
    notices: Sequence[WebhookNotice], attempts: Sequence[Attempt], now: datetime
) -> None:
    """Each try on the log, whoever else tried meanwhile; of a notice the newest alone."""
    made = [
        WebhookTry(
            id=uuid4(),
            notice_id=notice.id,
            at=now,
            status=attempt.status,
            milliseconds=attempt.milliseconds,
            error=attempt.error[:40],
        )
        for notice, attempt in zip(notices, attempts, strict=True)
    ]
    await WebhookTry.bulk_create(made)
    for notice in notices:
        if notice.attempts > MOST_TRIES or notice.replays:
            mine = WebhookTry.filter(notice_id=notice.id).order_by("-at", "-id")
            over = await mine.offset(MOST_TRIES).limit(MOST_TRIES).values_list("id", flat=True)
            if over:
                await WebhookTry.filter(id__in=over).delete()


async def _answered(webhook: Webhook, now: datetime) -> None:
    await Webhook.filter(id=webhook.id).update(
        answered_at=now, failures=0, failing_since=None, error="", retry_at=None
    )
    await Webhook.filter(id=webhook.id, paused=Paused.FAILING).update(paused=Paused.NOT)


async def _failed(webhook: Webhook, attempt: Attempt, now: datetime) -> None:
    failures = webhook.failures + 1
    since = webhook.failing_since or now
    wait = RETRY.wait(min(failures, MOST_DOUBLINGS), random.random())  # noqa: S311
    error = attempt.error or str(attempt.status)
    await Webhook.filter(id=webhook.id).update(
        failures=failures, failing_since=since, error=error[:40], retry_at=now + wait
    )
    if is_away(since, now):
        await Webhook.filter(id=webhook.id, paused=Paused.NOT).update(paused=Paused.FAILING)
