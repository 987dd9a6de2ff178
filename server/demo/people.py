"""The people of the demo city: all invented, with documents that pass every check."""

import json
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Any
from uuid import UUID

from actions.keys import Keyring
from actions.people.evaluators import document_index
from actions.services.service_records import Party
from models import ServiceRecord
from rules.documents import DocumentType, credit_check_digit, id_check_digit
from server.demo import tables

AREA = "445199"  # no county has this code, so the numbers are nobody's
CROWD = 480
FIRST_BIRTHDAY = date(1950, 1, 1)
BIRTHDAYS = 20_000  # days
PHONES_OF_CROWD = 19900001000
PHONES_OF_STAFF = 19900009000
CHECKED = {
    DocumentType.RESIDENT_ID: id_check_digit,
    DocumentType.HMT_RESIDENCE_PERMIT: id_check_digit,
    DocumentType.SOCIAL_CREDIT_CODE: credit_check_digit,
}


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody, or an organisation, as a document names them."""

    key: str
    name: str
    document_type: str
    document_number: str = field(repr=False)
    phone: str = field(repr=False)
    note: str = ""

    @property
    def party(self) -> Party:
        return Party(self.document_type, self.document_number, self.name, self.phone)

    @property
    def for_sandbox(self) -> dict[str, str]:
        """As the sandbox wants to be told of a person."""
        return {
            "key": self.key,
            "name": self.name,
            "document_type": self.document_type,
            "document_number": self.document_number,
            "phone": self.phone,
            "note": self.note,
        }

    def index(self, keys: Keyring) -> str:
        return document_index(keys, self.document_type, self.document_number)

    def sealed(self, standing: str, row: UUID, keys: Keyring) -> dict[str, Any]:
        """The columns of a service record for an `applicant` or `agent`."""
        described = {
            "name": self.name,
            "type": self.document_type,
            "number": self.document_number,
            "phone": self.phone,
        }
        column = f"{standing}_sealed"
        return {
            f"{standing}_index": self.index(keys),
            column: keys.seal(json.dumps(described), ServiceRecord, column, row),
        }


@cache
def demo_persons() -> tuple[Person, ...]:
    """Those whom a visitor can be: told to the sandbox, never to the database before they act."""
    return tuple(_demo_person(one) for one in tables.people().person)


def _demo_person(one: tables.Person) -> Person:
    digit = CHECKED.get(DocumentType(one.document_type))
    number = one.body + (digit(one.body) if digit else "")
    return Person(one.key, one.name, one.document_type, number, one.phone, one.note)


def crowd(seed: int) -> list[Person]:
    """The other citizens, the same for the same seed."""
    rng = Random(f"crowd {seed}")
    return [
        Person(f"crowd-{place}", name(rng), "resident_id", number, str(PHONES_OF_CROWD + place))
        for place, number in enumerate(identity_numbers(rng, CROWD))
    ]


def companies(seed: int) -> list[Person]:
    """Organisations that apply through agents."""
    rng = Random(f"companies {seed}")
    made = []
    for place, called in enumerate(tables.people().companies):
        body = f"91{AREA}MA0{rng.randrange(10**6):06d}"
        number = body + credit_check_digit(body)
        phone = str(PHONES_OF_CROWD - 1 - place)
        made.append(Person(f"company-{place}", called, "social_credit_code", number, phone))
    return made


def name(rng: Random) -> str:
    """A plainly invented name."""
    known = tables.people()
    return rng.choice(known.family_names) + rng.choice(known.given_names)


def identity_numbers(rng: Random, count: int) -> list[str]:
    """Different numbers with valid dates and check digits (GB 11643)."""
    numbers: dict[str, None] = {}
    while len(numbers) < count:
        born = FIRST_BIRTHDAY + timedelta(days=rng.randrange(BIRTHDAYS))
        body = f"{AREA}{born:%Y%m%d}{rng.randrange(1, 1000):03d}"
        numbers[body + id_check_digit(body)] = None
    return list(numbers)
