"""Verified people: kept sealed, found again by the blind index of their document (Art. 9)."""

from datetime import datetime
from uuid import UUID, uuid4

from actions import index_keys
from actions.keys import Keyring
from gateways.identity import VerifiedPerson
from models import Evaluator
from rules.guardians import asked_until
from rules.work_calendar import local_day


async def keep(person: VerifiedPerson, *, keys: Keyring, now: datetime) -> UUID:
    """The evaluator of this document; a second verification refreshes the first."""
    kind = str(person.document_type)
    number = person.document_number or person.subject  # a network identity has no number
    index, row = document_index(keys, kind, number), uuid4()
    sealed = _sealed(person, row, keys=keys, now=now)
    evaluator, created = await index_keys.get_or_create(
        Evaluator,
        "document_index",
        index,
        keys=keys,
        values={"document_type": kind, **sealed},
        row=row,
    )
    if created:
        return row
    sealed = _sealed(person, evaluator.id, keys=keys, now=now)
    same = Evaluator.filter(id=evaluator.id, document_index__in=keys.forms(index))
    if await same.update(**sealed):
        return evaluator.id
    return await keep(person, keys=keys, now=now)  # deleted at this moment: a new person (9-6)


def _sealed(
    person: VerifiedPerson, row: UUID, *, keys: Keyring, now: datetime
) -> dict[str, object]:
    """The columns of what was verified, bound to their row."""
    found: dict[str, object] = {"verified_by": person.provider, "verified_at": now}
    told = {"name": person.name, "document": person.document_number, "phone": person.phone}
    for what, plain in told.items():
        if plain:
            column = f"{what}_sealed"
            found[column] = keys.seal(plain, Evaluator, column, row)
    if person.document_number:
        kind, number = str(person.document_type), person.document_number
        found["child_until"] = asked_until(kind, number, local_day(now))
    if person.phone:
        found["phone_index"] = keys.index("phone", person.phone)
    return found


def name_of(evaluator: Evaluator, *, keys: Keyring) -> str:
    """The whole name, for the person's own eyes and for a look on record."""
    return keys.open(evaluator.name_sealed, evaluator, "name_sealed", evaluator.id)


def phone_of(evaluator: Evaluator, *, keys: Keyring) -> str:
    """The phone number, empty if none is kept."""
    sealed = evaluator.phone_sealed
    return keys.open(sealed, evaluator, "phone_sealed", evaluator.id) if sealed else ""


def document_index(keys: Keyring, document_type: str, number: str) -> str:
    """How a person is found again, as evaluator, applicant, agent or officer (3-3, 5-3)."""
    return keys.index("document", f"{document_type}:{number}")
