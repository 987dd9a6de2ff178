"""Where a partner is told, and how the notices went, for the city bureau (10-1)."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct
from tortoise.functions import Count

from models import Partner, Webhook, WebhookNotice, WebhookTry
from rules.actors import StaffMember
from rules.partners import SEPARATOR
from rules.refusals import NotFound
from rules.webhooks import State

A_PAGE = 20


class NoticeTry(Struct, frozen=True):
    """One try of a notice; `status` is the other side's, `error` says why there is none."""

    at: datetime
    status: int | None
    milliseconds: int | None
    error: str


class NoticeRow(Struct, frozen=True):
    """A notice with its last try and the newest ones before it, the newest first.

    What it said is not shown: its subject is the number it is about.
    """

    id: UUID
    kind: str
    subject: str
    state: str
    attempts: int
    replays: int
    created_at: datetime
    tried_at: datetime | None
    done_at: datetime | None
    status: int | None
    milliseconds: int | None
    error: str
    tries: list[NoticeTry]


class NoticeCount(Struct, frozen=True):
    state: str
    count: int


class WebhookPage(Struct, frozen=True):
    """`address` empty: nobody is told. `paused`: empty, failing (by itself) or by_hand.

    `retry_at`: when one that did not answer is asked again. `before_until`: until when the secret
    before the last change is good. `version` goes back with a change.
    """

    address: str
    kinds: list[str]
    scheme: str
    paused: str
    answered_at: datetime | None
    failing_since: datetime | None
    error: str
    retry_at: datetime | None
    before_until: datetime | None
    hours: int
    version: int
    counts: list[NoticeCount]
    total: int
    rows: list[NoticeRow]


async def page(
    *, partner_id: UUID, by: StaffMember, hours: int, state: str = "", page: int = 1
) -> WebhookPage:
    """The webhook of a partner with a page of its notices, the newest first; raises `NotFound`.

    `hours`: for how long a notice is tried.
    """
    if not await Partner.exists(id=partner_id):
        raise NotFound
    one = await Webhook.get_or_none(partner_id=partner_id)
    if one is None:
        return WebhookPage("", [], "own", "", None, None, "", None, None, hours, 0, [], 0, [])
    mine = WebhookNotice.filter(webhook_id=one.id)
    counts = await mine.annotate(n=Count("id")).group_by("state").values("state", "n")
    chosen = mine.filter(state__in=_states(state)) if state else mine
    rows = chosen.order_by("-created_at", "-id").offset((page - 1) * A_PAGE).limit(A_PAGE)
    return WebhookPage(
        address=one.address,
        kinds=[kind for kind in one.kinds.split(SEPARATOR) if kind],
        scheme=one.scheme,
        paused=one.paused,
        answered_at=one.answered_at,
        failing_since=one.failing_since,
        error=one.error,
        retry_at=one.retry_at,
        before_until=one.before_until,
        hours=hours,
        version=one.version,
        counts=_counted(counts),
        total=await chosen.count(),
        rows=await _rows(await rows),
    )


def _states(state: str) -> list[str]:
    """What is being sent right now still waits, for whoever looks."""
    return [State.QUEUED, State.SENDING] if state == State.QUEUED else [state]


def _counted(counts: list[dict[str, int | str]]) -> list[NoticeCount]:
    found = {str(one["state"]): int(one["n"]) for one in counts}
    waiting = found.pop(State.SENDING, 0) + found.pop(State.QUEUED, 0)
    return [NoticeCount(state, n) for state, n in {State.QUEUED: waiting, **found}.items() if n]


async def _rows(notices: list[WebhookNotice]) -> list[NoticeRow]:
    tries: dict[UUID, list[NoticeTry]] = {one.id: [] for one in notices}
    found = WebhookTry.filter(notice_id__in=list(tries)).order_by("-at", "-id")
    for each in await found if tries else []:
        said = NoticeTry(each.at, each.status, each.milliseconds, each.error)
        tries[each.notice_id].append(said)
    return [_row(one, tries[one.id]) for one in notices]


def _row(one: WebhookNotice, tries: list[NoticeTry]) -> NoticeRow:
    return NoticeRow(
        id=one.id,
        kind=one.kind,
        subject=one.subject,
        state=State.QUEUED if one.state == State.SENDING else one.state,
        attempts=one.attempts,
        replays=one.replays,
        created_at=one.created_at,
        tried_at=one.tried_at,
        done_at=one.done_at,
        status=one.status,
        milliseconds=one.milliseconds,
        error=one.error,
        tries=tries,
    )
