"""Verified people: kept sealed, found again by the blind index of their document (Art. 9)."""

from datetime import datetime
from uuid import UUID, uuid4

from actions.keys import Keyring
from gateways.identity import VerifiedPerson
from models import Evaluator


async def keep(person: VerifiedPerson, *, keys: Keyring, now: datetime) -> UUID:
    """The evaluator of this document; a second verification refreshes the first."""
    kind = str(person.document_type)
    number = person.document_number or person.subject  # a network identity has no number
    sealed: dict[str, object] = {
        "name_sealed": keys.seal(person.name, "name"),
        "verified_by": person.provider,
        "verified_at": now,
    }
    if person.document_number:
        sealed["document_sealed"] = keys.seal(person.document_number, "document")
    if person.phone:
        sealed["phone_sealed"] = keys.seal(person.phone, "phone")
        sealed["phone_index"] = keys.index("phone", person.phone)
    index = document_index(keys, kind, number)
    evaluator, created = await Evaluator.get_or_create(
        document_index=index, defaults={"id": uuid4(), "document_type": kind, **sealed}
    )
    if created or await Evaluator.filter(id=evaluator.id, document_index=index).update(**sealed):
        return evaluator.id
    return await keep(person, keys=keys, now=now)  # deleted at this moment: a new person (9-6)


def document_index(keys: Keyring, document_type: str, number: str) -> str:
    """How a person is found again, as evaluator, applicant, agent or officer (3-3, 5-3)."""
    return keys.index("document", f"{document_type}:{number}")
