"""Words that may be published are looked at first, by whoever checks texts (13-7).

Never on the way of a rating: a job lists what was written, the outbox asks, and asks again until
there is an answer. docs/decisions/0069.
"""

import logging
import random
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import msgspec
from tortoise.exceptions import IntegrityError
from tortoise.transactions import in_transaction

from actions import outbox
from actions.dependencies import Dependencies
from actions.outbox import NotBefore, Payload, RetryPolicy
from gateways.errors import GatewayError, Permanent
from models import CitizenSession, OutboxMessage, Rating, TextCheck, Watermark
from rules.documents import mask_personal_data
from rules.rating import Origin

TOPIC = "check_text"
NAME = "texts_listed"
UNCHECKED = "unchecked"
LOOK_BACK = timedelta(minutes=5)  # a rating is committed after the moment it bears
AT_A_TIME = 200
RETRY = RetryPolicy(first=20.0, longest=15 * 60.0)
log = logging.getLogger("haochaping.texts")


async def list_new(*, deps: Dependencies, now: datetime) -> int:
    """Have the next words checked that a set publishes; how many, or 0 at the end. Art. 13 (13-7).

    The first time from the first service of such a set on, a piece at a time.
    """
    sets = [one for one in deps.rule_sets.sets if one.comments_published.value]
    if not sets or not deps.checks_texts:
        return 0
    mark = await Watermark.get_or_none(name=NAME)
    found = Rating.filter(
        service_record__rule_set__in=[one.code for one in sets],
        rated_at__lte=now,
        text_check__id=None,
    )
    if mark is not None:
        found = found.filter(rated_at__gt=mark.at - LOOK_BACK)
    found = found.exclude(text="").exclude(origin=Origin.DEFAULT)
    rows = await found.order_by("rated_at", "id").limit(AT_A_TIME)
    for rating in rows:
        await _list(rating, now=now)
    until = rows[-1].rated_at if len(rows) == AT_A_TIME else now
    await Watermark.update_or_create(defaults={"at": until}, name=NAME)
    return len(rows)


async def _list(rating: Rating, *, now: datetime) -> None:
    """Words nobody signed in for cannot be asked about; of two who list at once one is enough."""
    asked = rating.session_id is not None
    state: dict[str, Any] = {} if asked else {"verdict": UNCHECKED, "judged_at": now}
    try:
        async with in_transaction():
            await TextCheck.create(id=uuid4(), rating_id=rating.id, listed_at=now, **state)
            if asked:
                await outbox.post(topic=TOPIC, about=rating.id, now=now)
    except IntegrityError:
        return


async def judge(message: OutboxMessage, *, deps: Dependencies, now: datetime) -> None:
    """Ask about the words of one rating; `NotBefore` as often as nobody answers. Art. 13 (13-7).

    What is sent has its numbers hidden already, and the openid is WeChat's own.
    """
    about = msgspec.json.decode(message.payload, type=Payload).about
    check = await TextCheck.get(rating_id=about).select_related("rating")
    if check.judged_at is not None or deps.gateways.texts is None:
        return
    openid = await _openid(check.rating.session_id, deps=deps)
    verdict = UNCHECKED
    if openid:
        words = mask_personal_data(check.rating.text)
        try:
            verdict = await deps.gateways.texts.verdict(openid, words)
        except Permanent as error:
            log.info("words that cannot be checked: %s", error)
        except GatewayError as error:
            raise await _again(check, error, now=now) from error
    await TextCheck.filter(id=check.id, judged_at=None).update(verdict=verdict, judged_at=now)


async def _openid(session_id: UUID | None, *, deps: Dependencies) -> str:
    session = await CitizenSession.get_or_none(id=session_id).select_related("account")
    account = session and session.account
    if not account:
        return ""
    return deps.keys.open(account.openid_sealed, type(account), "openid_sealed", account.id)


async def _again(check: TextCheck, error: GatewayError, *, now: datetime) -> NotBefore:
    log.warning("words wait for their check: %s", error)
    tried = min(check.attempts + 1, 100)
    await TextCheck.filter(id=check.id).update(attempts=tried)
    return NotBefore(now + RETRY.wait(tried, random.random()))  # noqa: S311
