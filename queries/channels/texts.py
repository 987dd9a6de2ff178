"""The SMS channel as the city bureau sees it: how many were asked, and what came of it (7-12).

Figures alone, each of the day an invitation was for: nobody's number, no answer's words.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from msgspec import Struct
from tortoise.functions import Count, Sum

from models import Consent, Delivery, Partner, SmsInvitation, SmsReply
from rules.actors import StaffMember
from rules.partners import Scope, scopes
from rules.sms import INVITATIONS, Heard, Invited, Topic
from rules.work_calendar import DAY, day_bounds, local_day


class TextDay(Struct, frozen=True):
    """What became of the invitations of a day; `elsewhere`: rated otherwise after being asked.

    `again`: answers that were not understood and asked about once more.
    """

    day: date
    sent: int
    answered: int
    elsewhere: int
    again: int
    stopped: int
    failed: int
    dropped: int


class TextReason(Struct, frozen=True):
    """Why invitations were not sent, or not taken by the operator."""

    state: str  # dropped, failed
    reason: str
    count: int


class TextPartner(Struct, frozen=True):
    """Who may tell of answers."""

    id: UUID
    name: str
    suspended: bool


class TextOverview(Struct, frozen=True):
    """`gateway`: whether texts can go out; without it or a partner nobody is asked.

    `chosen` is how many citizens want to be asked now, `waiting` how many invitations wait for
    their hour; `undelivered` and `charged` (messages the operator counts) are of the span.
    """

    gateway: bool
    partners: list[TextPartner]
    chosen: int
    waiting: int
    undelivered: int
    charged: int
    days: list[TextDay]
    reasons: list[TextReason]


async def overview(*, span: int, gateway: bool, by: StaffMember, now: datetime) -> TextOverview:
    """The channel over the last `span` days, today included. Art. 7 (7-12)."""
    first = local_day(now) - (span - 1) * DAY
    own = SmsInvitation.filter(day__gte=first)
    chosen = Consent.filter(purpose=INVITATIONS, withdrawn_at=None)
    undelivered = Delivery.filter(
        message__topic=Topic.INVITE, outcome="undelivered", at__gte=day_bounds(first)[0]
    )
    [charged] = await own.annotate(all=Sum("segments")).values("all")
    return TextOverview(
        gateway=gateway,
        partners=await _partners(),
        chosen=len(set(await chosen.values_list("evaluator_id", flat=True))),
        waiting=await SmsInvitation.filter(state=Invited.WAITING).count(),
        undelivered=await undelivered.count(),
        charged=charged["all"] or 0,
        days=await _days(first, local_day(now)),
        reasons=await _reasons(first),
    )


async def _partners() -> list[TextPartner]:
    found = await Partner.filter(scope__contains=Scope.TEXTS).order_by("name")
    return [
        TextPartner(one.id, one.name, one.suspended_at is not None)
        for one in found
        if Scope.TEXTS in scopes(one.scope)
    ]


async def _days(first: date, last: date) -> list[TextDay]:
    own = SmsInvitation.filter(day__gte=first)
    sent = own.filter(sent_at__isnull=False)
    otherwise = sent.exclude(state=Invited.ANSWERED).filter(service_record__ratings__opinion=1)
    replies = SmsReply.filter(invitation__day__gte=first)
    counted = {
        "sent": await _by_day(sent),
        "answered": await _by_day(own.filter(state=Invited.ANSWERED)),
        "elsewhere": await _by_day(otherwise),
        "again": await _by_day(replies.filter(outcome=Heard.AGAIN), "invitation__day"),
        "stopped": await _by_day(own.filter(state=Invited.STOPPED)),
        "failed": await _by_day(own.filter(state=Invited.FAILED)),
        "dropped": await _by_day(own.filter(state=Invited.DROPPED)),
    }
    days = [last - back * DAY for back in range((last - first).days + 1)]
    return [
        TextDay(day=day, **{name: found.get(day, 0) for name, found in counted.items()})
        for day in days
    ]


async def _by_day(rows: Any, column: str = "day") -> Mapping[date, int]:
    found = await rows.annotate(many=Count("id")).group_by(column).values_list(column, "many")
    return {_date(day): many for day, many in found}


def _date(value: date | str) -> date:
    return date.fromisoformat(value[:10]) if isinstance(value, str) else value


async def _reasons(first: date) -> list[TextReason]:
    unsent = SmsInvitation.filter(day__gte=first, state__in=[Invited.DROPPED, Invited.FAILED])
    found = (
        await unsent.annotate(many=Count("id"))
        .group_by("state", "reason")
        .values_list("state", "reason", "many")
    )
    return sorted(
        (TextReason(*one) for one in found), key=lambda one: (-one.count, one.state, one.reason)
    )
