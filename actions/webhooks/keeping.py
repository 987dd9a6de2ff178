"""The city bureau says where a partner is told, of what, and sends again (Art. 10; 10-1)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID, uuid4

from tortoise.exceptions import IntegrityError
from tortoise.expressions import F
from tortoise.transactions import in_transaction

from actions.dependencies import Dependencies
from actions.keys import Keyring
from actions.trail import audit
from actions.webhooks import notices
from actions.webhooks.signing import new_secret
from models import Partner, Webhook, WebhookNotice
from rules.actors import StaffMember
from rules.partners import stored
from rules.refusals import NotAllowedNow, NotFound, Refused, Stale
from rules.webhooks import BOTH_GOOD, MOST_REPLAYED, Kind, Paused, Scheme, State, check_address
from rules.work_calendar import day_bounds

OPEN = (State.QUEUED, State.SENDING)


class TooManyReplayed(Refused):
    """More notices were asked for than are sent again at once; `most` of them are."""

    code = "too_many_replayed"


class NothingChosen(Refused):
    """Neither notices nor days were named: not everything there ever was is sent again."""

    code = "nothing_chosen"


@dataclass(frozen=True, slots=True)
class Wish:
    """Where to, of what, and how signed."""

    address: str
    kinds: list[Kind]
    scheme: Scheme


async def save(
    *,
    partner_id: UUID,
    version: int,
    wish: Wish,
    by: StaffMember,
    deps: Dependencies,
    now: datetime,
) -> str:
    """Say where a partner is told, the first time (`version` 0) or anew; a new secret, or "".

    A secret is made where there was none, and shown this once. Art. 10 (10-1). Raises `NotFound`,
    `Stale`, `AddressWrong`, `AddressInside`.
    """
    check_address(wish.address, deps.gateways.webhooks.inside)
    if not await Partner.exists(id=partner_id):
        raise NotFound
    said: dict[str, Any] = {
        "address": wish.address,
        "kinds": stored(wish.kinds),
        "scheme": wish.scheme,
        "failures": 0,
        "failing_since": None,
        "error": "",
        "retry_at": None,
    }
    there = await Webhook.get_or_none(partner_id=partner_id)
    row = there.id if there else uuid4()
    secret = _secret_for(wish.scheme, there, row, said, keys=deps.keys)
    host = urlsplit(wish.address).hostname or ""
    async with in_transaction():
        if there is None:
            await _add(row, partner_id, version, said, by=by, now=now)
        elif not await Webhook.filter(id=row, version=version).update(version=version + 1, **said):
            raise Stale
        before = f"{urlsplit(there.address).hostname} {there.kinds}" if there else ""
        after = f"{host} {said['kinds']}"
        await _note("change_webhook", partner_id, by=by, now=now, reason=f"{before} → {after}")
    return secret


def _secret_for(
    scheme: Scheme, there: Webhook | None, row: UUID, said: dict[str, Any], *, keys: Keyring
) -> str:
    """The secret that is needed and missing, sealed among what is `said`."""
    if scheme is Scheme.PARTNER:
        said |= {"secret_sealed": None, "before_sealed": None, "before_until": None}
        return ""
    if there is not None and there.secret_sealed is not None:
        return ""
    secret = new_secret()
    said["secret_sealed"] = keys.seal(secret, Webhook, "secret_sealed", row)
    return secret


async def _add(
    row: UUID,
    partner_id: UUID,
    version: int,
    said: dict[str, Any],
    *,
    by: StaffMember,
    now: datetime,
) -> None:
    if version:
        raise Stale
    try:
        async with in_transaction():
            await Webhook.create(
                id=row, partner_id=partner_id, made_at=now, made_by_id=by.staff_id, **said
            )
    except IntegrityError as error:  # a colleague was a moment faster
        raise Stale from error


async def rotate(*, partner_id: UUID, by: StaffMember, deps: Dependencies, now: datetime) -> str:
    """A new secret, shown this once; notices are signed with the one before as well for a week.

    Raises `NotFound`, `NotAllowedNow` where it has no secret of its own. Art. 10 (10-1)
    """
    webhook = await _found(partner_id)
    if webhook.secret_sealed is None:
        raise NotAllowedNow
    secret, keys = new_secret(), deps.keys
    before = keys.open(webhook.secret_sealed, webhook, "secret_sealed", webhook.id)
    seen = Webhook.filter(id=webhook.id, version=webhook.version)
    async with in_transaction():
        changed = await seen.update(
            version=webhook.version + 1,
            secret_sealed=keys.seal(secret, Webhook, "secret_sealed", webhook.id),
            before_sealed=keys.seal(before, Webhook, "before_sealed", webhook.id),
            before_until=now + BOTH_GOOD,
        )
        if not changed:
            raise Stale
        await _note("rotate_webhook_secret", partner_id, by=by, now=now)
    return secret


async def pause(*, partner_id: UUID, reason: str, by: StaffMember, now: datetime) -> None:
    """Send nothing until somebody says otherwise. Raises `NotFound`, `NotAllowedNow`. (10-1)"""
    webhook = await _found(partner_id)
    others = Webhook.filter(id=webhook.id).exclude(paused=Paused.BY_HAND)
    async with in_transaction():
        if not await others.update(paused=Paused.BY_HAND):
            raise NotAllowedNow
        await _note("pause_webhook", partner_id, by=by, now=now, reason=reason)


async def resume(*, partner_id: UUID, reason: str, by: StaffMember, now: datetime) -> None:
    """Send again at once, also to one that counted as away. Raises as `pause` does. (10-1)"""
    webhook = await _found(partner_id)
    paused = Webhook.filter(id=webhook.id).exclude(paused=Paused.NOT)
    async with in_transaction():
        if not await paused.update(
            paused=Paused.NOT, failures=0, failing_since=None, error="", retry_at=None
        ):
            raise NotAllowedNow
        await _note("resume_webhook", partner_id, by=by, now=now, reason=reason)


async def ping(*, partner_id: UUID, by: StaffMember, now: datetime) -> None:
    """Try the connection, also of one that rests. Raises `NotFound`, `NotAllowedNow`. (10-1)"""
    webhook = await _found(partner_id)
    if webhook.paused == Paused.BY_HAND:
        raise NotAllowedNow
    async with in_transaction():
        await notices.ping(webhook, now=now)
        await Webhook.filter(id=webhook.id).update(retry_at=None)
        await _note("ping_webhook", partner_id, by=by, now=now)


async def replay(
    *,
    partner_id: UUID,
    ids: list[UUID],
    first: date | None,
    last: date | None,
    by: StaffMember,
    now: datetime,
) -> int:
    """Send notices again under the ids they had: those of `ids`, or all of some days; how many.

    What is on its way already is left alone. Raises `NotFound`, `NothingChosen`,
    `TooManyReplayed`. (10-1)
    """
    if not (ids or (first and last)):
        raise NothingChosen
    webhook = await _found(partner_id)
    chosen = WebhookNotice.filter(webhook_id=webhook.id).exclude(state__in=OPEN)
    if ids:
        chosen = chosen.filter(id__in=ids)
    if first:
        chosen = chosen.filter(created_at__gte=day_bounds(first)[0])
    if last:
        chosen = chosen.filter(created_at__lt=day_bounds(last)[1])
    found = [row[0] for row in await chosen.limit(MOST_REPLAYED + 1).values_list("id")]
    if len(found) > MOST_REPLAYED:
        raise TooManyReplayed(most=MOST_REPLAYED)
    async with in_transaction():
        await chosen.filter(id__in=found).update(
            state=State.QUEUED,
            attempts=0,
            replays=F("replays") + 1,
            queued_at=now,
            turn_at=now,
            done_at=None,
        )
        if found:
            span = f"{first or ''}–{last or ''} " if first or last else ""
            said = f"{span}{len(found)}"
            await _note("replay_webhook", partner_id, by=by, now=now, after=said)
    return len(found)


async def _found(partner_id: UUID) -> Webhook:
    found = await Webhook.get_or_none(partner_id=partner_id)
    if found is None:
        raise NotFound
    return found


async def _note(
    action: str,
    partner_id: UUID,
    *,
    by: StaffMember,
    now: datetime,
    reason: str = "",
    after: str = "",
) -> None:
    await audit.record(
        by=by,
        action=action,
        outcome="done",
        object_kind="partner",
        object_id=partner_id,
        reason=reason,
        after=after,
        now=now,
    )
