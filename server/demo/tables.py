"""The tables of the demo city, read from `data/` and checked for form."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from msgspec import Struct

FOLDER = Path(__file__).parent / "data"
T = TypeVar("T")


class Region(Struct, frozen=True, forbid_unknown_fields=True):
    code: str
    name: str
    level: str
    parent: str | None = None
    national_code: str | None = None


class Bureau(Struct, frozen=True, forbid_unknown_fields=True):
    key: str
    name: str
    level: str
    region: str


class Institution(Struct, frozen=True, forbid_unknown_fields=True):
    key: str
    name: str
    level: str
    kind: str
    region: str
    bureau: str
    domain: str
    parent: str | None = None
    vertical: bool = False


class Places(Struct, frozen=True, forbid_unknown_fields=True):
    region: list[Region]
    bureau: list[Bureau]
    institution: list[Institution]


class Hall(Struct, frozen=True, forbid_unknown_fields=True):
    """`windows` are number, name and key of the institution."""

    code: str
    name: str
    address: str
    region: str
    bureau: str
    position: tuple[float, float]  # invented, but in its town: latitude, longitude
    windows: list[tuple[str, str, str]]
    parent: str | None = None


class Person(Struct, frozen=True, forbid_unknown_fields=True):
    """`body` is the document number without its check digit, if its kind has one."""

    key: str
    name: str
    document_type: str
    body: str
    phone: str
    note: str


class People(Struct, frozen=True, forbid_unknown_fields=True):
    family_names: str
    given_names: list[str]
    companies: list[str]
    person: list[Person]


class Complaint(Struct, frozen=True, forbid_unknown_fields=True):
    """A complaint and the three entries that answer it."""

    tag: str
    text: str
    response: str
    rectification: str
    feedback: str


class Case(Struct, frozen=True, forbid_unknown_fields=True):
    """A case of a demo person; `window` is hall/number, `waiting` in office hours.

    `text` stands in the place of what goes with the tag.
    `undelivered`: its feedback reached nobody, so that a follow-up call is due.
    """

    person: str
    window: str
    item: str
    tag: str
    story: str
    waiting: float
    undelivered: bool = False
    text: str = ""


class Appeal(Struct, frozen=True, forbid_unknown_fields=True):
    """An appeal and what is said in its steps; `picture`: evidence is attached."""

    bureau: str
    ends: str
    reason: str
    evidence: str
    unit: str = ""
    contact: str = ""
    decision: str = ""
    proof: str = ""
    picture: bool = False


class DeskReader(Struct, frozen=True, forbid_unknown_fields=True):
    """Who reads the clues of a desk of the own bureau."""

    desk: str
    login: str


class Clue(Struct, frozen=True, forbid_unknown_fields=True):
    """A clue: found in a text of the cases, or said of a rating at `window` (hall/number)."""

    kind: str
    window: str = ""
    said: str = ""
    body: str = ""  # where it was handed on to
    note: str = ""
    receipt_number: str = ""


class Clues(Struct, frozen=True, forbid_unknown_fields=True):
    reader: list[DeskReader]
    clue: list[Clue]


class Decision(Struct, frozen=True, forbid_unknown_fields=True):
    """What the bureau decided on the suggestions of a kind in earlier months."""

    kind: str
    decision: str
    impact: str
    reason: str


def _read(name: str, shape: type[T], key: str | None = None) -> T:
    document: Any = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    return msgspec.convert(document[key] if key else document, shape)


@cache
def places() -> Places:
    return _read("places", Places)


@cache
def halls() -> list[Hall]:
    return _read("halls", list[Hall], "hall")


@cache
def items() -> dict[str, list[tuple[str, str]]]:
    """By domain: type of item and name."""
    return _read("items", dict[str, list[tuple[str, str]]])


@cache
def people() -> People:
    return _read("people", People)


@cache
def complaints() -> dict[str, Complaint]:
    """By tag."""
    return {one.tag: one for one in _read("complaints", list[Complaint], "complaint")}


@cache
def cases() -> list[Case]:
    return _read("cases", list[Case], "case")


@cache
def praise() -> dict[str, list[str]]:
    """By grade."""
    return _read("praise", dict[str, list[str]])


@cache
def appeals() -> list[Appeal]:
    return _read("appeals", list[Appeal], "appeal")


@cache
def clues() -> Clues:
    return _read("clues", Clues)


@cache
def decisions() -> dict[str, Decision]:
    """By kind of who is suggested."""
    return {one.kind: one for one in _read("accountability", list[Decision], "decision")}
