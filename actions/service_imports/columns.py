"""The columns of a file of ended services, and the templates to fill in."""

from typing import Literal

from msgspec import Struct, json

from actions.dependencies import Dependencies
from actions.imports import words
from actions.imports.blank import blank
from actions.imports.shape import Column, Kind, Problem, Sheet
from actions.table_files import csv_bytes
from rules.actors import StaffMember
from rules.documents import DocumentType
from rules.rating_points import LONGEST

Form = Literal["xlsx", "csv"]
# Nobody shows a network identity at a window.
TYPES = tuple(str(one) for one in DocumentType if one is not DocumentType.NETWORK_IDENTITY)
SHEET = Sheet(
    "services",
    (
        Column("project", most=64),
        Column("service", Kind.CODE, default="1", most=5),
        Column("point", required=False, most=LONGEST),
        Column("item", Kind.CODE, most=64),
        Column("hall", Kind.CODE, most=64),
        Column("window", Kind.CODE, most=64),
        Column("officer", Kind.CODE, most=64),
        Column("ended", Kind.MOMENT),
        Column("type", Kind.CHOICE, choices=TYPES, default=DocumentType.RESIDENT_ID),
        Column("document", Kind.CODE, most=128, secret=True),
        Column("name", most=80, secret=True),
        Column("phone", Kind.PHONE, required=False, most=20, secret=True),
        Column("agent_type", Kind.CHOICE, choices=TYPES, default=DocumentType.RESIDENT_ID),
        Column("agent_document", Kind.CODE, required=False, most=128, secret=True),
        Column("agent_name", required=False, most=80, secret=True),
    ),
)
LABELS = [words.SHEETS[SHEET.key].columns[one.key].label for one in SHEET.columns]
EXAMPLE = [words.SHEETS[SHEET.key].columns[one.key].example for one in SHEET.columns]
# What a file of bad rows has besides, and may be left where it is.
NUMBER, REASONS = "原行号", "问题和改法"


def head() -> list[str]:
    """The header of a template: what must be filled in has an asterisk."""
    return [
        f"{label}*" if one.needed else label
        for one, label in zip(SHEET.columns, LABELS, strict=True)
    ]


async def empty(*, form: Form, by: StaffMember, deps: Dependencies) -> bytes:
    """The file to fill in; as a workbook with a sheet that says how."""
    if form == "csv":
        return csv_bytes([head(), EXAMPLE])
    content: bytes = await deps.in_worker(blank, (SHEET,))
    return content


class Said(Struct, frozen=True):
    """What is wrong with a row: its column as the header names it, and what people read."""

    column: str
    code: str
    sentence: str


def said(problems: list[Problem]) -> str:
    """The problems of a row as they are kept."""
    told = [
        Said(
            words.column_label(SHEET.key, one.column),
            one.code,
            words.problem_sentence(one.code, one.details),
        )
        for one in problems
    ]
    return json.encode(told).decode() if told else ""
