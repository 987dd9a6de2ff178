"""An uploaded CSV file or workbook as rows, every one of them, good or bad.

Runs in the worker process. A row that cannot be read keeps what was typed and says why, so that it
can be given back; of a file that cannot be read at all only the reason is left.
"""

import codecs
import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any
from zipfile import ZipFile

from msgspec import Struct, field
from openpyxl import load_workbook

from actions.imports.cells import BadCell, normal
from actions.imports.shape import Column, Problem
from actions.imports.words import NOTES
from actions.imports.workbook import lines_of, places_of, refusal, value_of
from actions.service_imports.columns import EXAMPLE, NUMBER, REASONS, SHEET
from rules.service_imports import MOST_ROWS

ZIP = b"PK\x03\x04"
BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What Chinese programs write without saying so; GB18030 has GBK and GB2312 in it.
ENCODINGS = ("utf-8", "gb18030")
SEPARATORS = ",\t;，"
LONGEST_CELL = 500  # of what is kept to be given back


class ReadRow(Struct):
    """A row: the cells as typed, their normal forms, and what is wrong with it."""

    number: int  # as a spreadsheet counts them
    typed: list[str]
    values: dict[str, str] = {}
    problems: list[Problem] = field(default_factory=list)


class ReadFile(Struct):
    """With `refused` (a machine code) nothing else is there."""

    rows: list[ReadRow] = field(default_factory=list)
    refused: str = ""


def read(content: bytes) -> ReadFile:
    """Every row of a file in which something stands, but for the template's own example."""
    try:
        if content.startswith(ZIP):
            return _read_workbook(content)
        return _read_text(content)
    except Exception:  # openpyxl meets broken files with whatever its parsers raise
        return ReadFile(refused="import_unreadable")


def _read_workbook(content: bytes) -> ReadFile:
    with ZipFile(io.BytesIO(content)) as archive:
        refused = refusal(archive)
    if refused:
        return ReadFile(refused=refused)
    book = load_workbook(
        io.BytesIO(content), read_only=True, data_only=False, keep_links=False, rich_text=False
    )
    pages = [page for page in book.worksheets if page.title.strip() != NOTES]
    if not pages:
        return ReadFile(refused="import_no_sheet")
    pages[0].reset_dimensions()  # what a file claims of its size is not believed
    lines = lines_of(pages[0])
    _, header = next(lines, (1, ()))
    return _rows([str(cell.value or "") for cell in header], lines, _of_workbook)


def _read_text(content: bytes) -> ReadFile:
    text = _decoded(content)
    if text is None or "\x00" in text:
        return ReadFile(refused="import_unreadable")
    first = text.split("\n", 1)[0]
    separator = max(SEPARATORS, key=first.count)
    lines = enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=separator), 1)
    there = (
        (number, cells) for number, cells in lines if number == 1 or any(map(str.strip, cells))
    )
    _, header = next(there, (1, []))
    return _rows(header, there, _of_text)


def _decoded(content: bytes) -> str | None:
    for mark, encoding in BOMS:
        if content.startswith(mark):
            return content.decode(encoding)
    for encoding in ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _rows(header: Sequence[str], lines: Iterable[tuple[int, Sequence[Any]]], of: Any) -> ReadFile:
    places, problems = places_of(SHEET, header, besides=(NUMBER, REASONS))
    if problems:
        return ReadFile([ReadRow(1, [], problems=problems)])
    width = max((number for number, title in enumerate(header, 1) if title.strip()), default=0)
    rows = []
    for number, cells in lines:
        row = _row(number, [_at(cells, place) for place in places], of)
        beyond = sum(1 for cell in cells[width:] if _typed(cell).strip())
        if beyond:
            row.problems.append(Problem(SHEET.key, number, "", "too_many_cells", {"count": beyond}))
        if row.typed != EXAMPLE:
            rows.append(row)
        if len(rows) > MOST_ROWS:
            return ReadFile(refused="import_too_long")
    return ReadFile(rows) if rows else ReadFile(refused="import_empty")


def _row(number: int, cells: list[Any], of: Any) -> ReadRow:
    row = ReadRow(number, [_typed(cell)[:LONGEST_CELL] for cell in cells])
    values: dict[str, str] = {}
    for column, cell in zip(SHEET.columns, cells, strict=True):
        try:
            values[column.key] = of(cell, column)
        except BadCell as bad:
            row.problems.append(Problem(SHEET.key, number, column.key, bad.code, bad.details))
    row.values = values
    return row


def _at(cells: Sequence[Any], place: int | None) -> Any:
    return cells[place] if place is not None and place < len(cells) else None


def _of_workbook(cell: Any, column: Column) -> str:
    return value_of(cell, column)


def _of_text(cell: str | None, column: Column) -> str:
    return normal(cell.strip() or None if cell else None, column)


def _typed(cell: Any) -> str:
    """What stands in a cell, as people would type it."""
    value = cell if cell is None or isinstance(cell, str) else getattr(cell, "value", None)
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, datetime | date):
        return f"{value:%Y-%m-%d %H:%M}"
    return str(value)


def pieces(rows: Sequence[ReadRow], size: int) -> Iterator[Sequence[ReadRow]]:
    """The rows, so many at a time."""
    for first in range(0, len(rows), size):
        yield rows[first : first + size]
