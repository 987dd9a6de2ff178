"""What a template looks like, what is read from one, and what is wrong with it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from msgspec import Struct, field

MOST_ROWS = 5000  # in one sheet
MOST_BYTES = 1_000_000  # of the file as uploaded; nginx passes 1 MiB


class Kind(StrEnum):
    """How the text of a cell is read."""

    TEXT = "text"
    CODE = "code"  # letters, digits and a few signs, no spaces
    CHOICE = "choice"
    DAY = "day"
    TIME = "time"
    PHONE = "phone"
    POSITION = "position"  # latitude and longitude, as maps copy them
    WECOM = "wecom"  # a user id at WeCom
    MOMENT = "moment"  # day and time of day


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `secret` values are never shown in a preview; an empty cell means `default`."""

    key: str
    kind: Kind = Kind.TEXT
    required: bool = True
    most: int = 80
    choices: tuple[str, ...] = ()
    secret: bool = False
    default: str = ""

    @property
    def needed(self) -> bool:
        return self.required and not self.default


@dataclass(frozen=True, slots=True)
class Sheet:
    key: str
    columns: tuple[Column, ...]


class Row(Struct, frozen=True):
    """A row as read: normal forms by column key, "" where nothing stands."""

    sheet: str
    number: int  # as Excel counts them
    values: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.values.get(column, "")


class Problem(Struct, frozen=True):
    """What is wrong with a row; row 1 is the header, "" for the column means the whole row."""

    sheet: str
    row: int
    column: str
    code: str
    details: dict[str, Any] = field(default_factory=dict)


class Read(Struct):
    """What the reader found. With `refused` (a machine code) nothing else is worth looking at."""

    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    refused: str = ""
