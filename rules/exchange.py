"""What the city and the provincial system tell each other, and in which words (10-1, 10-5).

第十条 市政务服务数据管理局负责按照省政务服务数据管理局的要求和统一规范，
推进全市政务服务系统、各级实体办事大厅与省“好差评”系统对接，
从省“好差评”系统获取我市“好差评”数据。

各县（区）及凤泉湖高新区政务服务数据管理局（政务服务管理机构）
负责按市政务服务数据管理局的要求，推进本行政区域“好差评”系统对接。

Field names and codes of the other side are data, a document of `rules/exchange_mappings/` and the
pairs the bureau added since. A code without a pair is never guessed.
"""

import tomllib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from rules.provisions import PERSON_FACTS
from rules.work_calendar import SHANGHAI

FOLDER = Path(__file__).parent / "exchange_mappings"
ANY = "*"  # as a pair of a table: whatever has no pair is the same on both sides
SEPARATOR = ","  # between codes of one field
WHEN = "%Y-%m-%d %H:%M:%S"  # of Asia/Shanghai, as seen in every exchange


class Kind(StrEnum):
    """What a message is about; of one service they leave in the order of `place`."""

    SERVICE = "service"  # the service record, before anything else about it
    RATING = "rating"  # an opinion, or the default as a default
    CHANGE = "change"  # the rating again: superseded or excluded since
    RECTIFICATION = "rectification"  # what the institution set right and answered


class Held(StrEnum):
    """Why a message lies in quarantine, when it is not the other side that refused it."""

    CODE_UNKNOWN = "code_unknown"
    FIELD_MISSING = "field_missing"
    SERVICE_UNKNOWN = "service_not_here"  # told of a service that has no record here
    ORDER_UNKNOWN = "order_not_here"  # told of an order or rating by a number nobody has here
    NOT_NOW = "not_now"  # the order is not at a point where this can be said of it
    CONTRADICTION = "contradiction"  # two things it says cannot both be true
    NOT_STORED = "not_stored"  # the database refused it, or too much was waiting
    UNREADABLE = "unreadable"  # a moment or number that is none, or lies ahead


# What is told to or by each partner, and needs a layout in its mapping.
LAYOUTS: Mapping[str, tuple[str, ...]] = {
    "province": (Kind.SERVICE, Kind.RATING, Kind.RECTIFICATION),
    "complaint_platform": ("rating", "order", "verdict", "step"),
}


class State(StrEnum):
    """Where a message out is."""

    QUEUED = "queued"
    SENDING = "sending"  # handed over; its lease ends if nobody hears of it again
    SENT = "sent"  # the other side has it
    QUARANTINED = "quarantined"  # somebody has to look; what follows about the service waits


class Receipt(StrEnum):
    """What became of a message in."""

    NEW = "new"
    TAKEN = "taken"  # a rating made there, and one here now
    KNOWN = "known"  # was here already: our own, come back
    REFUSED = "refused"  # another opinion of the service stands here, or its own officer rated
    QUARANTINED = "quarantined"


class BadMapping(Exception):
    """A mapping's document is malformed; the message names the place."""


class UnknownCode(Exception):
    """A code has no pair in its table (10-5)."""

    def __init__(self, table: str, code: str) -> None:
        super().__init__(f"{table}: {code}")
        self.table = table
        self.code = code


class FieldMissing(Exception):
    """A field the other side demands would be empty."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


@dataclass(frozen=True, slots=True)
class CodeTable:
    """Pairs of our code and theirs. An empty code of theirs: the exchange has none for it."""

    name: str
    theirs: Mapping[str, str]
    ours: Mapping[str, str]
    same: bool = False

    def outgoing(self, code: str) -> str:
        """Their code for ours; `UnknownCode` where there is none (10-5)."""
        if code in self.theirs:
            return self.theirs[code]
        if self.same and code:
            return code
        raise UnknownCode(self.name, code)

    def incoming(self, code: str) -> str:
        """Our code for theirs; `UnknownCode` where there is none (10-5)."""
        if code and code in self.ours:
            return self.ours[code]
        if self.same and code:
            return code
        raise UnknownCode(self.name, code)

    def joined(self, pairs: Iterable[tuple[str, str]]) -> "CodeTable":
        """The table with pairs added; what it says already stays as it is."""
        theirs, ours = dict(self.theirs), dict(self.ours)
        for own, other in pairs:
            theirs.setdefault(own, other)
            ours.setdefault(other, own)
        return replace(self, theirs=theirs, ours=ours)


@dataclass(frozen=True, slots=True)
class Agreement:
    """One version of what is agreed with one partner."""

    code: str
    partner: str
    effective_from: date
    source: str
    fields: Mapping[str, Mapping[str, str]]  # kind: their field to our fact, and its table
    required: Mapping[str, frozenset[str]]
    tables: Mapping[str, CodeTable]
    texts: Mapping[str, str]

    def outgoing(self, kind: str, facts: Mapping[str, str]) -> dict[str, str]:
        """The fields of a message in the other side's words; empty ones are left out.

        Raises `UnknownCode`, and `FieldMissing` for a required field that is empty. Art. 10
        (10-1, 10-5).
        """
        layout = self._layout(kind)
        told: dict[str, str] = {}
        for field, described in self.fields[layout].items():
            fact, _, table = described.partition(":")
            value = facts.get(fact, "")
            if value and table:
                translate = self.tables[table].outgoing
                value = SEPARATOR.join(translate(one) for one in value.split(SEPARATOR))
            if value:
                told[field] = value
        missing = self.required[layout] - told.keys()
        if missing:
            raise FieldMissing(min(missing))
        return told

    def incoming(
        self, kind: str, told: Mapping[str, Any], wanted: Collection[str]
    ) -> dict[str, str]:
        """What the other side told of the `wanted` facts, in our words; the rest is left alone.

        Raises `UnknownCode`, and `FieldMissing` for a required field that is empty. Art. 10
        (10-2, 10-5).
        """
        layout = self._layout(kind)
        for field in sorted(self.required[layout]):
            if not told.get(field):
                raise FieldMissing(field)
        facts: dict[str, str] = {}
        for field, described in self.fields[layout].items():
            fact, _, table = described.partition(":")
            value = told.get(field)
            if fact not in wanted or not isinstance(value, str) or not value:
                continue
            if table:
                translate = self.tables[table].incoming
                value = SEPARATOR.join(translate(one) for one in value.split(SEPARATOR))
            facts[fact] = value
        return facts

    @property
    def person_facts(self) -> frozenset[str]:
        """What of the evaluator it demands with a rating; nothing unless it says so. (9-7)"""
        named = (one.partition(":")[0] for one in self.fields[Kind.RATING].values())
        return frozenset(named) & PERSON_FACTS.keys()

    def field_of(self, kind: str, fact: str) -> str:
        """Their name of one of our facts."""
        for field, described in self.fields[self._layout(kind)].items():
            if described.partition(":")[0] == fact:
                return field
        raise BadMapping(fact)

    def joined(self, pairs: Iterable[tuple[str, str, str]]) -> "Agreement":
        """With pairs (table, our code, theirs) the bureau added; other tables are left out."""
        added: dict[str, list[tuple[str, str]]] = {}
        for table, own, other in pairs:
            added.setdefault(table, []).append((own, other))
        tables = {name: one.joined(added.get(name, ())) for name, one in self.tables.items()}
        return replace(self, tables=tables)

    @staticmethod
    def _layout(kind: str) -> str:
        """A change tells the whole rating again."""
        return Kind.RATING if kind == Kind.CHANGE else kind


def from_document(document: str) -> Agreement:
    """A mapping from its TOML document; raises `BadMapping`. Art. 10 (10-5)."""
    try:
        raw = tomllib.loads(document)
        tables = {name: _table(name, pairs) for name, pairs in raw["codes"].items()}
        made = Agreement(
            code=raw["code"],
            partner=raw["partner"],
            effective_from=raw["effective_from"],
            source=raw["source"],
            fields=raw["fields"],
            required={kind: frozenset(fields) for kind, fields in raw["required"].items()},
            tables=tables,
            texts=raw["texts"],
        )
    except (KeyError, TypeError, AttributeError, tomllib.TOMLDecodeError) as error:
        raise BadMapping(str(error)) from error
    _check(made)
    return made


def in_force(moment: datetime, agreements: Iterable[Agreement], partner: str) -> Agreement:
    """The newest version agreed with a partner that has begun by `moment` (aware). (10-5)"""
    day = moment.astimezone(SHANGHAI).date()
    begun = [one for one in agreements if one.partner == partner and one.effective_from <= day]
    if not begun:
        raise BadMapping(partner)
    return max(begun, key=lambda one: one.effective_from)


def told_moment(moment: datetime) -> str:
    """A moment as the exchange writes it: Asia/Shanghai, to the second."""
    return moment.astimezone(SHANGHAI).strftime(WHEN)


def read_moment(text: str) -> datetime:
    """What the exchange wrote as an aware moment; `ValueError` if it is none."""
    return datetime.strptime(text, WHEN).replace(tzinfo=SHANGHAI)


def is_same_rating(grade: str, at: datetime, told_grade: str, told_at: datetime) -> bool:
    """Whether two opinions of one service are one: same grade, same second. Art. 7, 10 (7-7)."""
    return grade == told_grade and told_moment(at) == told_moment(told_at)


def _table(name: str, pairs: Mapping[str, str]) -> CodeTable:
    theirs = {own: other for own, other in pairs.items() if own != ANY}
    back: dict[str, str] = {}
    for own, other in theirs.items():
        back.setdefault(other, own)
    return CodeTable(name, theirs, back, same=ANY in pairs)


def _check(made: Agreement) -> None:
    """Every layout there, every table named, every required field told."""
    if made.partner not in LAYOUTS:
        raise BadMapping(made.partner)
    for kind in LAYOUTS[made.partner]:
        fields = made.fields.get(kind)
        if fields is None or kind not in made.required:
            raise BadMapping(kind)
        if unknown := made.required[kind] - fields.keys():
            raise BadMapping(f"{kind}: {min(unknown)}")
        for field, described in fields.items():
            fact, _, table = described.partition(":")
            # Art. 9: whoever does not consent has rated all the same, so it cannot be required.
            if fact in PERSON_FACTS and (kind != Kind.RATING or field in made.required[kind]):
                raise BadMapping(f"{kind}: {field}")
            if table and table not in made.tables:
                raise BadMapping(f"{kind}: {table}")


def load(*others: Path) -> tuple[Agreement, ...]:
    """Every version this program comes with, and those of other folders. Raises `BadMapping`."""
    return tuple(
        from_document(path.read_text(encoding="utf-8"))
        for folder in (FOLDER, *others)
        for path in sorted(folder.glob("*.toml"))
    )
