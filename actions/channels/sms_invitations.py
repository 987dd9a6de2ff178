"""Who chose it is invited by text message, once a service and at decent hours (Art. 7; 7-12)."""

from datetime import datetime
from uuid import uuid4

from tortoise.exceptions import IntegrityError
from tortoise.transactions import in_transaction

from actions import outbox
from actions.dependencies import Dependencies
from actions.sql import sms as sql
from actions.sql.sms import Candidate
from models import Partner, ServiceRecord, SmsInvitation, Watermark
from rules.partners import Scope
from rules.sms import Invited, Topic, sent_from, wait
from rules.work_calendar import DAY, local_day

NAME = "sms_listed"
LOOK_BACK = outbox.LEASE  # a service is committed after the moment it bears
EXTENSIONS = 100  # two digits behind the number that is answered
DAY_FULL = "day_full"


async def list_new(*, deps: Dependencies, now: datetime) -> int:
    """Invite to rate what was told of some minutes ago and has no opinion yet; how many were found.

    Nobody is invited while no answer could come back: without an SMS gateway, or without a
    partner that may tell of answers. Art. 7 (7-12; docs/decisions/0061).
    """
    mark = await Watermark.get_or_none(name=NAME)
    until = now - wait(deps.rule_sets.at(now))
    since = max(mark.at, until - DAY) if mark else until
    if await can_answer(deps=deps):
        found = await sql.candidates(since - LOOK_BACK, until, now=now)
    else:
        found = []
    for service, one in {one.service_id: one for one in reversed(found)}.items():
        await _invite(await ServiceRecord.get(id=service), one, deps=deps, now=now)
    if len(found) < sql.AT_A_TIME:
        await Watermark.update_or_create(defaults={"at": until}, name=NAME)
    return len(found)


async def can_answer(*, deps: Dependencies) -> bool:
    """Whether texts go out and answers come in."""
    if deps.gateways.sms is None:
        return False
    return await Partner.filter(suspended_at=None, scope__contains=Scope.TEXTS).exists()


async def _invite(
    record: ServiceRecord, who: Candidate, *, deps: Dependencies, now: datetime
) -> None:
    """Write the invitation and its message; too many for the day, only that there were.

    The constraints decide between two that list at once: one a service, and one for each of the
    allowed places of a number's day.
    """
    rules = deps.rule_sets.named(record.rule_set)
    places = range(1, rules.sms_a_day.value + 1)
    day = local_day(sent_from(now, rules))
    asked = SmsInvitation.filter(phone_index=who.phone_index, state=Invited.ASKED)
    await asked.filter(until__lte=now).update(state=Invited.UNANSWERED, open=None)
    for ordinal in (*places, None):
        try:
            async with in_transaction():
                row = await SmsInvitation.create(
                    id=uuid4(),
                    service_record_id=record.id,
                    evaluator_id=who.evaluator_id,
                    consent_id=who.consent_id,
                    phone_index=who.phone_index,
                    extension=await _extension(who.phone_index) if ordinal else "",
                    day=day,
                    ordinal=ordinal,
                    state=Invited.WAITING if ordinal else Invited.DROPPED,
                    open=1 if ordinal else None,
                    reason="" if ordinal else DAY_FULL,
                    listed_at=now,
                    until=record.default_due_at,
                )
                if ordinal:
                    await outbox.post(topic=Topic.INVITE, about=row.id, now=now)
        except IntegrityError:
            if await SmsInvitation.exists(service_record_id=record.id):
                return
        else:
            return


async def _extension(phone_index: str) -> str:
    """The next of a hundred: that of an old message comes again when nobody answers it any more."""
    there = await SmsInvitation.filter(phone_index=phone_index, ordinal__gte=1).count()
    return f"{there % EXTENSIONS:02d}"


async def close_open(phone_index: str) -> int:
    """What waits or was asked at this number is answered no more; how many."""
    standing = SmsInvitation.filter(phone_index=phone_index, open=1)
    return await standing.update(state=Invited.STOPPED, open=None)
