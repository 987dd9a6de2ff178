"""The city bureau keeps the webhook of a partner and looks at its notices (Art. 10; 10-1)."""

from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from msgspec import Meta, Struct

from actions.webhooks import keeping
from handlers.channels.partners import WithReason
from handlers.endpoint import Call, Limit, endpoint
from handlers.permissions import May
from queries.channels import webhooks as queries
from queries.channels.webhooks import WebhookPage
from rules.actors import StaffMember
from rules.webhooks import LONGEST_ADDRESS, Kind, Scheme

PATH = "/api/partners/{partner_id}/webhook"
Told = Literal["services_recorded", "row_mapped", "order_changed", "key_expires"]
OFTEN = Limit(60, 600)


class NoticeQuery(Struct, frozen=True):
    """`state`: queued, sent, given_up; empty: all."""

    state: Annotated[str, Meta(max_length=10)] = ""
    page: Annotated[int, Meta(ge=1, le=10_000)] = 1


class WebhookWish(Struct, forbid_unknown_fields=True):
    """Where a partner is told, of what, and how signed; `version` as seen, 0 the first time."""

    address: Annotated[str, Meta(min_length=8, max_length=LONGEST_ADDRESS)]
    kinds: Annotated[list[Told], Meta(min_length=1, max_length=10)]
    scheme: Scheme
    version: Annotated[int, Meta(ge=0, le=1_000_000)] = 0


class WebhookReplay(Struct, forbid_unknown_fields=True):
    """Notices by their ids, or all of the days from `first` to `last`."""

    ids: Annotated[list[UUID], Meta(max_length=100)] = []
    first: date | None = None
    last: date | None = None


class WebhookSecret(Struct, frozen=True):
    """The secret, shown this once; empty if none was made."""

    secret: str
    page: WebhookPage


class Replayed(Struct, frozen=True):
    """How many go out again."""

    replayed: int
    page: WebhookPage


@endpoint("GET", PATH, may=May.CITY, takes=NoticeQuery, gives=WebhookPage, errors=("not_found",))
async def show_webhook(call: Call[StaffMember, NoticeQuery], partner_id: UUID) -> WebhookPage:
    """Where a partner is told, and how the notices went."""
    return await _page(call, partner_id, state=call.body.state, page=call.body.page)


@endpoint(
    "POST",
    PATH,
    may=May.CITY,
    takes=WebhookWish,
    gives=WebhookSecret,
    errors=("not_found", "stale", "webhook_address_wrong", "webhook_address_inside"),
)
async def change_webhook(call: Call[StaffMember, WebhookWish], partner_id: UUID) -> WebhookSecret:
    """Say where a partner is told, and of what."""
    wish = call.body
    secret = await keeping.save(
        partner_id=partner_id,
        version=wish.version,
        wish=keeping.Wish(wish.address, [Kind(one) for one in wish.kinds], wish.scheme),
        by=call.by,
        deps=call.deps,
        now=call.now,
    )
    return WebhookSecret(secret, await _page(call, partner_id))


@endpoint(
    "POST",
    f"{PATH}/secret",
    may=May.CITY,
    gives=WebhookSecret,
    errors=("not_found", "not_allowed_now", "stale"),
)
async def rotate_webhook_secret(call: Call[StaffMember, None], partner_id: UUID) -> WebhookSecret:
    """A new secret; the one before goes on for a week."""
    secret = await keeping.rotate(partner_id=partner_id, by=call.by, deps=call.deps, now=call.now)
    return WebhookSecret(secret, await _page(call, partner_id))


@endpoint(
    "POST",
    f"{PATH}/pause",
    may=May.CITY,
    takes=WithReason,
    gives=WebhookPage,
    errors=("not_found", "not_allowed_now"),
)
async def pause_webhook(call: Call[StaffMember, WithReason], partner_id: UUID) -> WebhookPage:
    """Send nothing for now; what happens meanwhile waits."""
    await keeping.pause(partner_id=partner_id, reason=call.body.reason, by=call.by, now=call.now)
    return await _page(call, partner_id)


@endpoint(
    "POST",
    f"{PATH}/resume",
    may=May.CITY,
    takes=WithReason,
    gives=WebhookPage,
    errors=("not_found", "not_allowed_now"),
)
async def resume_webhook(call: Call[StaffMember, WithReason], partner_id: UUID) -> WebhookPage:
    """Send again what waits."""
    await keeping.resume(partner_id=partner_id, reason=call.body.reason, by=call.by, now=call.now)
    return await _page(call, partner_id)


@endpoint(
    "POST",
    f"{PATH}/ping",
    may=May.CITY,
    gives=WebhookPage,
    errors=("not_found", "not_allowed_now"),
    limit=OFTEN,
)
async def ping_webhook(call: Call[StaffMember, None], partner_id: UUID) -> WebhookPage:
    """Try the connection with a notice that says nothing."""
    await keeping.ping(partner_id=partner_id, by=call.by, now=call.now)
    return await _page(call, partner_id)


@endpoint(
    "POST",
    f"{PATH}/replay",
    may=May.CITY,
    takes=WebhookReplay,
    gives=Replayed,
    errors=("not_found", "nothing_chosen", "too_many_replayed"),
    limit=OFTEN,
)
async def replay_webhook(call: Call[StaffMember, WebhookReplay], partner_id: UUID) -> Replayed:
    """Send notices again under the ids they had."""
    replayed = await keeping.replay(
        partner_id=partner_id,
        ids=call.body.ids,
        first=call.body.first,
        last=call.body.last,
        by=call.by,
        now=call.now,
    )
    return Replayed(replayed, await _page(call, partner_id))


async def _page(
    call: Call[StaffMember, Any], partner_id: UUID, *, state: str = "", page: int = 1
) -> WebhookPage:
    hours = call.deps.rule_sets.at(call.now).webhook_hours.value
    return await queries.page(
        partner_id=partner_id, by=call.by, hours=hours, state=state, page=page
    )
