"""A guardian agrees that a child under 14 rates, and takes it back (Art. 9; 9-1; PIPL 31)."""

import secrets
from datetime import datetime
from uuid import UUID, uuid4

from msgspec import Struct
from tortoise.exceptions import IntegrityError
from tortoise.transactions import in_transaction

from actions.keys import Keyring
from actions.people import evaluators
from models import Consent, Evaluator, GuardianCode
from rules.actors import Citizen
from rules.documents import mask_name
from rules.guardians import (
    CHILD_RULES_VERSION,
    CODE_DIGITS,
    CODE_TIME,
    GUARDIAN,
    CodeOver,
    GuardianNeeded,
    NotAGuardian,
    child_until,
    may_be_guardian,
)
from rules.notice import NOTICE
from rules.refusals import NotAllowedNow, NotFound
from rules.work_calendar import local_day

TURNS = 5  # a code that is taken is made anew


class ShownCode(Struct, frozen=True):
    """What the child shows its guardian."""

    code: str
    until: datetime


class Ward(Struct, frozen=True):
    """The child behind a code, as the guardian is asked about it."""

    name: str
    version: str  # of the rules for children


async def demand(*, by: Citizen, keys: Keyring, now: datetime) -> None:
    """Raise `GuardianNeeded` if a child rates for whom no guardian has agreed. Art. 9 (9-1)."""
    if not by.ward:
        return
    child = await Evaluator.get(id=by.evaluator_id)
    until = child_until(child.document_type, _number(child, keys=keys))
    if until is None or local_day(now) < until:
        raise GuardianNeeded


async def is_missing(person: Evaluator, *, now: datetime) -> bool:
    """Whether this is a child for whom no guardian agrees, or no longer does. Art. 9 (9-1)."""
    if person.child_until is None or person.child_until <= local_day(now):
        return False
    standing = Consent.filter(evaluator_id=person.id, purpose=GUARDIAN, withdrawn_at=None)
    return not await standing.exists()


async def show_code(*, by: Citizen, keys: Keyring, now: datetime) -> ShownCode:
    """A code for a quarter of an hour; the one before is void. Raises `NotAllowedNow`. (9-1)"""
    if not await _is_child(by.evaluator_id, now=now):
        raise NotAllowedNow
    until = now + CODE_TIME
    for _ in range(TURNS):
        code = "".join(secrets.choice("0123456789") for _ in range(CODE_DIGITS))
        try:
            async with in_transaction():
                await GuardianCode.filter(child_id=by.evaluator_id).delete()
                await GuardianCode.create(
                    id=uuid4(), child_id=by.evaluator_id, code_index=_index(code, keys), until=until
                )
        except IntegrityError:
            continue
        return ShownCode(code, until)
    raise NotAllowedNow


async def look(*, code: str, by: Citizen, keys: Keyring, now: datetime) -> Ward:
    """Whose code it is, masked, before anybody agrees. Raises `CodeOver`, `NotAGuardian`. (9-1)"""
    child = await _child_of(code, by=by, keys=keys, now=now)
    return Ward(mask_name(evaluators.name_of(child, keys=keys)), CHILD_RULES_VERSION)


async def agree(*, code: str, by: Citizen, keys: Keyring, now: datetime) -> None:
    """A guardian, real name verified, agrees that the child rates; the code is used up.

    Raises `CodeOver`, `NotAGuardian`. Art. 9 (9-1; PIPL 31; docs/decisions/0068).
    """
    child = await _child_of(code, by=by, keys=keys, now=now)
    async with in_transaction():
        if not await GuardianCode.filter(child_id=child.id, code_index=_index(code, keys)).delete():
            raise CodeOver
        await Consent.create(
            id=uuid4(),
            evaluator_id=child.id,
            given_by_id=by.evaluator_id,
            purpose=GUARDIAN,
            version=CHILD_RULES_VERSION,
            given_at=now,
        )


async def withdraw(*, consent_id: UUID, by: Citizen, now: datetime) -> None:
    """Take the own consent back: from now on the child does not rate. Raises `NotFound`. (9-1)

    What the child itself had agreed to beyond the notice ends with it.
    """
    own = Consent.filter(id=consent_id, given_by_id=by.evaluator_id, withdrawn_at=None)
    async with in_transaction():
        consent = await own.first()
        if consent is None or not await own.update(withdrawn_at=now):
            raise NotFound
        others = Consent.filter(evaluator_id=consent.evaluator_id, withdrawn_at=None)
        await others.exclude(purpose__in=(NOTICE, GUARDIAN)).update(withdrawn_at=now)


async def _child_of(code: str, *, by: Citizen, keys: Keyring, now: datetime) -> Evaluator:
    found = await GuardianCode.get_or_none(
        code_index=_index(code, keys), until__gt=now
    ).select_related("child")
    if found is None:
        raise CodeOver
    me = await Evaluator.get(id=by.evaluator_id)
    grown = may_be_guardian(me.document_type, _number(me, keys=keys), local_day(now))
    if me.id == found.child_id or not grown:
        raise NotAGuardian
    return found.child


def _number(person: Evaluator, *, keys: Keyring) -> str:
    sealed = person.document_sealed
    return keys.open(sealed, person, "document_sealed", person.id) if sealed else ""


async def _is_child(evaluator_id: UUID | None, *, now: datetime) -> bool:
    return await Evaluator.filter(id=evaluator_id, child_until__gt=local_day(now)).exists()


def _index(code: str, keys: Keyring) -> str:
    return keys.index("guardian code", code)
