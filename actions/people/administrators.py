"""Three administrators are three people: known by their documents (docs/decisions/0073).

The database lets one document have one active administrator's account, and no administrator without
one have a password; here is said which of the two it was, before it comes to that.
"""

from datetime import datetime
from typing import Any

from actions import index_keys
from actions.keys import Keyring
from actions.people.evaluators import document_index
from actions.sql import indexed
from models import Staff
from rules.documents import DocumentType, check
from rules.refusals import Refused


class AdministratorUnknown(Refused):
    """The account of an administrator has no document on record, so nobody can be let in by it."""

    code = "administrator_unknown"


class SecondAccount(Refused):
    """Whoever administers has no other account, and nobody with an account administers besides."""

    code = "second_account"


class AnotherPerson(Refused):
    """The account is of somebody else by its document: another person gets another account."""

    code = "another_person"


async def known(
    number: str, *, account: Staff | None, keys: Keyring, now: datetime
) -> dict[str, Any]:
    """The columns that say who an administrator is. Art. 4, 9 (4-1, 9-2).

    In a transaction; to its end nobody else is given an account by a document. `account`: the one
    there is already. Errors: `administrator_unknown` without a number, `bad_document`,
    `another_person`, `second_account`.
    """
    if not number.strip():
        raise AdministratorUnknown
    await indexed.hold(alone=True)
    await index_keys.follow(keys)
    index = index_of(number, keys=keys, now=now)
    if account is not None and account.document_index not in (None, *keys.forms(index)):
        raise AnotherPerson
    others = Staff.filter(document_index__in=keys.forms(index), active=True)
    if account is not None:
        others = others.exclude(id=account.id)
    if await others.exists():
        raise SecondAccount
    return index_keys.of_staff(index, keys)


def index_of(number: str, *, keys: Keyring, now: datetime) -> str:
    """The blind index of a resident identity number; `BadDocument` if it is none."""
    kind = DocumentType.RESIDENT_ID
    return document_index(keys, kind, check(kind, number, now))
