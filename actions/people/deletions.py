"""A citizen is deleted: the ratings stay, and nothing leads from them to anybody (9-6; PIPL 47).

Asked for, then undone or, when the days of the rule set are over, done by the job loop. What
remains of the person is an empty row: a rating needs its proof that somebody verified gave it.
"""

import secrets
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from tortoise.exceptions import IntegrityError
from tortoise.expressions import Q, Subquery
from tortoise.transactions import in_transaction

from actions.dependencies import Dependencies
from actions.keys import Keyring
from models import (
    CitizenSession,
    Consent,
    Deletion,
    Delivery,
    Evaluator,
    GuardianCode,
    InboxMessage,
    NoticeQuota,
    Picture,
    Rating,
    ServiceRecord,
    SignInFlow,
    SmsInvitation,
    StepPicture,
    Tombstone,
    Transition,
    WechatAccount,
)
from rules.actors import Citizen
from rules.documents import mask_personal_data
from rules.guardians import GUARDIAN, KEPT_WITHOUT_CONSENT
from rules.rectification import CaseRole
from rules.refusals import NotFound, Stale
from rules.sms import Invited
from rules.step_pictures import UNUSED
from rules.work_calendar import local_day

ERASED = "erased"
A_TURN = 20


async def ask(*, by: Citizen, deps: Dependencies, now: datetime) -> None:
    """Ask to be deleted once the days to think it over are past. Errors: `stale` if asked already.

    Art. 9 (9-6).
    """
    days = deps.rule_sets.at(now).deletion_undo_days.value
    try:
        await Deletion.create(
            id=uuid4(),
            evaluator_id=by.evaluator_id,
            asked_at=now,
            due_at=now + timedelta(days=days),
            active=1,
        )
    except IntegrityError as error:
        raise Stale from error


async def undo(*, by: Citizen, now: datetime) -> None:
    """Stay. Errors: `not_found` if nothing waits (any more). Art. 9 (9-6)."""
    waiting = Deletion.filter(evaluator_id=by.evaluator_id, active=1)
    if not await waiting.update(active=None, undone_at=now):
        raise NotFound


async def erase_due(*, keys: Keyring, now: datetime) -> int:
    """Delete those whose days are over; how many. Art. 9 (9-6)."""
    due = await Deletion.filter(active=1, due_at__lte=now).order_by("due_at").limit(A_TURN)
    for one in due:
        async with in_transaction():
            # Undone at this very moment, it is undone.
            if await Deletion.filter(id=one.id, active=1).update(active=None, done_at=now):
                await _forget_services(one.evaluator_id, keys=keys)
                await _erase(one.evaluator_id, now=now)
    return len(due)


async def erase_children(*, now: datetime) -> int:
    """Forget children for whom no guardian has agreed within the days for it; how many. (9-1)

    What offices told of their services is theirs. Who rated before a consent was taken back stays
    as anybody does, until deletion is asked for.
    """
    waited = Evaluator.filter(
        child_until__gt=local_day(now), verified_at__lt=now - KEPT_WITHOUT_CONSENT, erased_at=None
    )
    agreed = Consent.filter(purpose=GUARDIAN).values("evaluator_id")
    rated = Rating.filter(evaluator__child_until__isnull=False).values("evaluator_id")
    alone = waited.exclude(id__in=Subquery(agreed)).exclude(id__in=Subquery(rated))
    gone = await alone.order_by("verified_at").limit(A_TURN)
    for one in gone:
        async with in_transaction():
            await _erase(one.id, now=now)
    return len(gone)


async def _erase(evaluator_id: UUID, *, now: datetime) -> None:
    await Evaluator.filter(id=evaluator_id).update(
        document_type=ERASED,
        document_index=f"{ERASED}:{secrets.token_hex(16)}",
        document_sealed=None,
        name_sealed=b"",
        phone_sealed=None,
        phone_index=None,
        child_until=None,
        verified_by=ERASED,
        erased_at=now,
    )
    await _forget_phones(evaluator_id, now=now)
    await InboxMessage.filter(evaluator_id=evaluator_id).delete()
    await _forget_texts(evaluator_id)
    await Delivery.filter(recipient_id=evaluator_id).update(supplier_id=None)
    await Picture.filter(evaluator_id=evaluator_id).update(
        rating_id=None
    )  # swept, file and all, like the unclaimed
    await _give_up_step_pictures(evaluator_id, now=now)
    standing = Consent.filter(evaluator_id=evaluator_id, withdrawn_at=None)
    await standing.update(withdrawn_at=now)
    await Consent.filter(given_by_id=evaluator_id, withdrawn_at=None).update(withdrawn_at=now)
    await GuardianCode.filter(child_id=evaluator_id).delete()
    await _mask_words(evaluator_id)


async def _forget_services(evaluator_id: UUID, *, keys: Keyring) -> None:
    """Who it was, in the records of services."""
    index = (await Evaluator.get(id=evaluator_id)).document_index
    for party in ("applicant", "agent"):
        services = ServiceRecord.filter(**{f"{party}_index__in": keys.forms(index)})
        await services.update(**{f"{party}_index": None, f"{party}_sealed": None})


async def _forget_phones(evaluator_id: UUID, *, now: datetime) -> None:
    """Every WeChat account with what hangs on it; of the sessions only that they were."""
    accounts = [one.id for one in await WechatAccount.filter(evaluator_id=evaluator_id)]
    mine = Q(evaluator_id=evaluator_id) | Q(account_id__in=accounts)
    await CitizenSession.filter(mine, revoked_at=None).update(revoked_at=now)
    await CitizenSession.filter(mine).update(evaluator_id=None, account_id=None, address_index=None)
    for table in (SignInFlow, NoticeQuota):
        await table.filter(account_id__in=accounts).delete()
    await WechatAccount.filter(id__in=accounts).delete()


async def _forget_texts(evaluator_id: UUID) -> None:
    """To which number invitations went; what waits or was asked is answered no more."""
    own = SmsInvitation.filter(evaluator_id=evaluator_id)
    await own.filter(open=1).update(state=Invited.STOPPED, open=None)
    await own.update(phone_index=None)


async def _give_up_step_pictures(evaluator_id: UUID, *, now: datetime) -> None:
    """An office's picture of the case may show who has gone: a trace stays, and it is swept."""
    shown = await StepPicture.filter(order__rating__evaluator_id=evaluator_id)
    for one in shown:
        await Tombstone.create(id=one.id, what="step_picture", about_id=one.order_id, gone_at=now)
    given_up = StepPicture.filter(id__in=[one.id for one in shown])
    await given_up.update(step=None, place=None, kept_at=now - UNUSED)


async def _mask_words(evaluator_id: UUID) -> None:
    """Numbers of people in what the citizen wrote, hidden from offices till now, are gone."""
    for rating in await Rating.filter(evaluator_id=evaluator_id).exclude(text=""):
        masked = mask_personal_data(rating.text)
        if masked != rating.text:
            await Rating.filter(id=rating.id).update(text=masked)
    said = Transition.filter(order__rating__evaluator_id=evaluator_id, actor=CaseRole.EVALUATOR)
    for step in await said.exclude(note=""):
        await Transition.filter(id=step.id).update(note=mask_personal_data(step.note))
